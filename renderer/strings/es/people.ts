// Personas, y las caras de una persona.
import type { Words } from '../en.ts';
import { counted, either, faces, number, photos } from './count.ts';
import { deleted } from './general.ts';

export const peopleScreen: Words['peopleScreen'] = {
  title: 'Personas',
  lead: 'Bastan unas pocas fotos desde varios lados.',
  add: 'Añadir persona',
  addTitle: 'Añadir una persona',
  name: 'Nombre',
  namePlaceholder: 'Por ejemplo, Ada Lovelace',
  emptyTitle: 'Aún no hay nadie',
  emptyText: 'Suelta fotos o una carpeta con una carpeta por persona, o deja que la cámara te guíe.',
  emptyImport: 'Importar fotos',
  emptyCapture: 'Usar la cámara',
  emptyTry: 'Probar sin tus fotos',
  search: 'Buscar persona',
  noMatch: (query) => `Nadie se llama «${query}».`,
  order: 'Orden',
  byName: 'Por nombre',
  byMost: 'Más caras primero',
  byFewest: 'Menos caras primero',
  same: {
    title: 'Dos personas parecen la misma',
    question: (a, b) => `${a} y ${b} se parecen mucho. ¿Son la misma persona?`,
    merge: (name) => `Unir como ${name}`,
    two: 'Son dos personas',
    apart: (a, b) => `Recordado: ${a} y ${b} son dos personas`,
  },
  menu: (name) => `Acciones para ${name}`,
  rename: 'Cambiar nombre',
  renameTitle: (name) => `Cambiar el nombre de ${name}`,
  merge: 'Unir con…',
  mergeTitle: (name) => `Unir a ${name} con alguien`,
  mergeText: (name) => `Todas las caras de ${name} pasan a la persona que elijas. Se puede deshacer.`,
  mergeInto: 'Unir con',
  merged: (from, into) => `${from} ahora forma parte de ${into}`,
  split: 'Separar…',
  remove: 'Quitar…',
  removeTitle: (name) => `¿Quitar a ${name}?`,
  removeText: (photos) =>
    `Se borran de este equipo ${photos}, todos los recortes y todos los embeddings. No se puede deshacer.`,
  removeKnown: (n) =>
    `${counted(n, 'punto de control', 'puntos de control')} todavía ${either(n, 'conoce', 'conocen')} a esta persona. Entrena de nuevo después; el nuevo ya no la conocerá.`,
  removeBackedUp:
    'Las copias de seguridad anteriores todavía contienen a esta persona, hasta que otras más nuevas las reemplacen.',
  removeFaceless: (n) =>
    `${either(n, 'Se queda', 'Se quedan')} ${photos(n)} sin cara: nada dice si esta persona está ahí. Míralo en Sin nombre.`,
  knownBy: 'Puntos de control que todavía conocen a esta persona',
  removeCheckpoints: 'Borrar también estos puntos de control',
  removeConfirm: 'Borrar',
  removed: (name) => `Se borró a ${name}`,
  retrain: 'Entrenar ahora',
  consent: 'Nota de consentimiento',
  consentText: 'Quién aceptó ser reconocido, y cuándo. Se guarda junto a las fotos.',
  hide: 'Ocultar',
  hidden: (name) => `${name} no se muestra`,
  showHidden: (n) => `Ocultas: ${number(n)}…`,
  hiddenTitle: 'Personas ocultas',
  hiddenText: 'Se conservan y se reconocen, pero no se nombran en ninguna pantalla ni en nada que salga.',
  showAgain: (name) => `Mostrar a ${name} de nuevo`,
  shownAgain: (name) => `${name} se muestra de nuevo`,
  born: 'Fecha de nacimiento',
  bornMenu: 'Fecha de nacimiento…',
  bornText: (name) =>
    `Con ella Facet muestra qué edad tenía ${name} en cada foto. Déjala vacía si no la sabes.`,
  capture: 'Capturar con la cámara',
  export: 'Exportar como ZIP…',
  exportTitle: (name) => `Exportar a ${name} como ZIP`,
  exported: (name) => `Se exportó a ${name}`,
  quality: 'Calidad',
  warnings: (warning) => {
    switch (warning.kind) {
      case 'too-few':
        return `Solo ${faces(warning.faces)}: añade más`;
      case 'too-similar':
        return `${faces(warning.faces)} casi iguales`;
      case 'one-session':
        return 'Todas del mismo día';
      case 'weak':
        return `${faces(warning.faces)} ${either(warning.faces, 'borrosa, oscura o pequeña', 'borrosas, oscuras o pequeñas')}`;
      case 'doubtful':
        return `${faces(warning.faces)} quizá ${either(warning.faces, 'equivocada', 'equivocadas')}`;
      default:
        return warning satisfies never;
    }
  },
  covered: (n) => `${n} de 5 direcciones cubiertas`,
};

export const person: Words['person'] = {
  back: 'Todas las personas',
  bornOn: (date) => `nacimiento: ${date}`,
  named: (name, age) => (age === null ? name : `${name}, ${number(age)}`),
  draw: 'Dibujar una cara',
  drawStop: 'No dibujar',
  drawText:
    'Arrastra un recuadro alrededor de una cara que no se encontró. Con el teclado: las flechas lo mueven; con Mayús cambian su tamaño.',
  drawArea: 'Recuadro alrededor de una cara: las flechas lo mueven; con Mayús cambian su tamaño',
  drawnBox: (x, y, width, height) =>
    `Recuadro en ${number(x)}, ${number(y)}, de ${number(width)} por ${number(height)} píxeles`,
  drawAdd: 'Añadir la cara',
  drawWhose: '¿De quién es la cara?',
  drawn: (name) => (name === null ? 'La cara está ahora en Sin nombre' : `La cara es ahora de ${name}`),
  drawnMark: 'Dibujada a mano',
  estimated: 'Dibujada a mano; nada en el recuadro parece una cara, así que no se aprende de ella',
  emptyTitle: 'Aún no hay caras',
  emptyText: 'Importa fotos de esta persona o captúrala con la cámara.',
  pose: 'Dirección',
  anyPose: 'Cualquier dirección',
  quality: 'Calidad',
  date: 'Fecha',
  anyDate: 'Cualquier fecha',
  undated: 'Sin fecha',
  anyQuality: 'Cualquier calidad',
  lowQuality: 'Solo flojas',
  highQuality: 'Solo buenas',
  order: 'Orden',
  byDate: 'Más recientes primero',
  byDoubt: 'Más dudosas primero',
  byGroup: 'Duplicados juntos',
  noMatch: 'Ninguna cara cumple este filtro.',
  selected: (n) => `${number(n)} ${either(n, 'seleccionada', 'seleccionadas')}`,
  move: 'Mover a…',
  moveTitle: (n) => `Mover ${faces(n)}`,
  moveText: 'Elige una persona o escribe un nombre nuevo.',
  splitTitle: (name) => `Separar a ${name}`,
  splitText: (n) =>
    `Si son dos personas, ${either(n, 'esta cara es', `estas ${number(n)} caras son`)} de la otra. ¿De quién? Cancela para cambiar antes la selección.`,
  splitting: 'Buscando caras que quizá sean de otra persona…',
  chosenFaces: 'Caras que se mueven',
  moreFaces: (n) => `y ${number(n)} más`,
  moved: (n, name) => `${faces(n)} ${either(n, 'movida', 'movidas')} a ${name}`,
  remove: 'Eliminar',
  removed: deleted,
  removePhoto: 'Eliminar foto',
  deny: 'No es esta persona',
  denied: (n, name) => `${faces(n)} ya no se ${either(n, 'tomará', 'tomarán')} por ${name}`,
  clear: 'Quitar selección',
  faceNumber: (n) => `Cara ${n}`,
  qualityOf: (share) => `Calidad ${share}`,
  face: (n, direction, quality) => `Cara ${n}: ${direction} ${quality}`,
  duplicate: 'Casi duplicada',
  doubtful: 'Quizá sea otra persona',
  keys: [
    ['Espacio', 'seleccionar'],
    ['Intro', 'ver foto'],
    ['M', 'mover'],
    ['N', 'no es esta persona'],
    ['Supr', 'eliminar'],
  ],
  original: (name) => `Foto original ${name}`,
  grid: (name) => `Caras de ${name}`,
  dropHint: (name) => `Suelta para dársela a ${name}`,
  others: 'Arrastra caras a una persona',
};
