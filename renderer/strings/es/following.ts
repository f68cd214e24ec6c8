// Carpetas en seguimiento, en Modelos y ajustes y en Importar.
import type { Words } from '../en.ts';
import { counted } from './count.ts';

export const following: Words['following'] = {
  title: 'Carpetas en seguimiento',
  text: 'Lo que llega a estas carpetas llega a la biblioteca, también después de cerrar Facet. En ellas no se cambia nada, y lo que se borra allí sigue en la biblioteca hasta que lo quites aquí.',
  none: 'No se sigue ninguna carpeta.',
  add: 'Seguir una carpeta…',
  addTitle: 'Seguir una carpeta',
  addAct: 'Seguir',
  path: 'Ruta de la carpeta',
  whose: 'De quién son las fotos que contiene',
  whoseShort: {
    unnamed: 'Las caras esperan en Sin nombre',
    tree: 'Las subcarpetas son personas',
    person: (name) => `Fotos de ${name}`,
  },
  stay: '¿Dónde se quedan las fotos?',
  copy: 'Copiarlas en la biblioteca',
  inPlace: 'Dejarlas donde están',
  inPlaceText:
    'La biblioteca guarda las caras y anota dónde está cada foto. Las fotos que se mueven se vuelven a encontrar; mientras falte una unidad, sus fotos no se pueden mostrar.',
  copies: 'se copian en la biblioteca',
  places: 'se quedan donde están',
  follow: 'Seguir la carpeta: importar también lo que llegue después',
  foldersOnly: 'Se pueden seguir carpetas, no archivos sueltos.',
  dropFolders: 'Suelta aquí carpetas para seguirlas',
  state: {
    queued: 'Espera a otra carpeta',
    looking: 'Se está revisando',
    following: 'En seguimiento',
    away: 'No está: su unidad está desconectada o se movió',
    paused: 'En pausa',
    failed: 'No se pudo revisar',
  },
  photos: (n) => counted(n, 'foto añadida', 'fotos añadidas'),
  looked: (age) => `revisada ${age}`,
  skipped: (n) => counted(n, 'archivo inservible', 'archivos inservibles'),
  look: 'Revisar ahora',
  pause: 'Pausar',
  goOn: 'Continuar',
  takeBack: 'Deshacer la última importación',
  remove: 'Quitar',
  of: (act, folder) => `${act}: ${folder}`,
  removeTitle: '¿Dejar de seguir la carpeta?',
  removeText: (folder) =>
    `Las fotos que vinieron de ${folder} siguen en la biblioteca; lo que llegue a la carpeta a partir de ahora no se importa.`,
  added: (folder) => `Se sigue ${folder}`,
  removed: (folder) => `${folder} ya no se sigue`,
};
