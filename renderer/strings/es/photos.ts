// Importar, y las caras sin nombre.
import type { Words } from '../en.ts';
import { counted, either, faces, files, groups, number, photos } from './count.ts';

export const importScreen: Words['importScreen'] = {
  title: 'Importar',
  lead: 'Las fotos se quedan en este equipo y los originales no se cambian.',
  drop: 'Suelta aquí fotos o carpetas',
  paste: 'o pega con Ctrl+V',
  choosePhotos: 'Elegir fotos…',
  chooseFolder: 'Elegir carpeta…',
  elsewhereTitle: 'Desde otra aplicación',
  elsewhereText:
    'Fotos en las que digiKam o Immich conocen a personas, con sus nombres y recuadros. Lo que allí no está confirmado queda sin nombre.',
  digikam: 'digiKam…',
  digikamTitle: 'Importar desde digiKam',
  digikamText:
    'Su base de datos se lee y no se cambia. Está donde dicen los ajustes de digiKam, casi siempre en la carpeta de las fotos.',
  digikamFile: 'Ruta de digikam4.db',
  digikamFolder: 'Carpeta de las fotos, si ahora están en otro sitio',
  immich: 'Immich…',
  immichTitle: 'Importar desde Immich',
  immichText:
    'Las fotos de personas con nombre se obtienen solo de este servidor. La clave se usa una vez y no se guarda.',
  immichAddress: 'Dirección del servidor',
  immichKey: 'Clave de API',
  immichKeyText: 'Vacía: la clave de FACET_IMMICH_KEY o del llavero.',
  whose: '¿De quién son estas caras?',
  nobody: 'Averiguarlo más tarde (Sin nombre)',
  tree: 'Las carpetas llevan nombres de personas',
  person: 'Una persona:',
  running: 'Importando',
  finished: (photoCount, faceCount) => `Se añadieron ${photos(photoCount)} y ${faces(faceCount)}`,
  nothing: 'No se añadió nada',
  rest: 'Importar el resto',
  duplicates: (n) => `${photos(n)} que ya ${either(n, 'estaba', 'estaban')} aquí`,
  nearDuplicates: (n) => `${photos(n)} casi ${either(n, 'igual', 'iguales')} a otra`,
  elsewhere: (n) => `${photos(n)} ${either(n, 'conocida', 'conocidas')} con otro nombre`,
  undecided: (n) => `${counted(n, 'foto de grupo', 'fotos de grupo')} en Sin nombre`,
  unassigned: (n) => `${faces(n)} en Sin nombre`,
  arrived: 'Caras que han llegado',
  skipped: (n) => `${files(n)} ${either(n, 'omitido', 'omitidos')}`,
  leftOut: (ending, n) => {
    const what = ending === '' ? `${files(n)} sin extensión` : `${files(n)} ${ending}`;
    return `${what} ${either(n, 'no es una foto', 'no son fotos')}`;
  },
  hidden: (n) => `${counted(n, 'archivo oculto omitido', 'archivos ocultos omitidos')}`,
  closedFolder: (path, why, n) => `${path}: ${why}, ${counted(n, 'archivo omitido', 'archivos omitidos')}`,
  stills: (n, of) => `${photos(n)} de ${counted(of, 'vídeo o escaneo', 'vídeos y escaneos')}`,
  live: (n) =>
    `${counted(n, 'vídeo de una foto en vivo omitido', 'vídeos de fotos en vivo omitidos')}: la foto está aquí`,
  sameAs: (name, personName) => `«${name}» se tomó por ${personName}`,
  tags: (source, named, unmatched) =>
    `${source}: ${faces(named)} con nombre${unmatched > 0 ? `, ${counted(unmatched, 'región', 'regiones')} sin cara` : ''}`,
  drawnFrom: (n) => `${faces(n)} donde no se encontró ninguna`,
  withoutName: (n) => `${faces(n)} sin nombre tampoco allí`,
  questioned: (names) => (names.length === 1 ? `¿Es «${names[0] ?? ''}» una persona?` : '¿Son personas?'),
  questionedWhy: 'Los álbumes suelen llamarse así, por eso no se importaron sus fotos.',
  accept: (n) => either(n, 'Sí, importar como persona', 'Sí, importar como personas'),
  nameThem: 'Ponerles nombre',
  reasons: 'Archivos omitidos',
  another: 'Importar más',
  needsName: 'Escribe primero el nombre de la persona.',
};

export const unnamed: Words['unnamed'] = {
  title: 'Sin nombre',
  lead: 'Caras sin nombre, agrupadas por parecido. Pulsa Intro para aceptar un nombre.',
  emptyTitle: 'Todos tienen nombre',
  emptyText:
    'Aquí se reúnen las caras de fotos de grupo y de importaciones sin nombre. Importa más fotos para encontrar algunas.',
  failedTitle: 'No se pudieron agrupar las caras',
  failedText: 'Están a salvo; solo falló agruparlas.',
  groupLabel: (at, n) => `Grupo ${at}: ${faces(n)}`,
  nameLabel: 'Nombre de este grupo',
  placeholder: '¿Quién es?',
  suggestion: (name, confidence) => `Quizá ${name} (${confidence})`,
  noSuggestion: 'No se encontró a nadie parecido.',
  accept: 'Poner este nombre',
  deny: (name) => `No es ${name}`,
  delete: 'Eliminar estas caras',
  ignore: 'Ignorar estas caras: no se vuelve a preguntar por ellas y sus fotos se quedan',
  ignored: (n) => `${faces(n)} ${either(n, 'ignorada', 'ignoradas')}`,
  ignoredTitle: 'Caras ignoradas',
  ignoredText: 'Facet no pregunta por estas caras. Elige una para que vuelva a preguntar por ella.',
  showIgnored: (n) => `Ignoradas: ${number(n)}…`,
  askAgain: (at, photo) => `Volver a preguntar por la cara ${at}, ${photo}`,
  askedAgain: 'Se vuelve a preguntar por la cara',
  gathering: 'Agrupando las caras por parecido',
  more: (n) => `Mostrar más: ${either(n, 'queda', 'quedan')} ${groups(n)}`,
  named: (n, name) => `${faces(n)} ${either(n, 'dada', 'dadas')} a ${name}`,
};
