// Identificar y evaluar.
import type { Words } from '../en.ts';
import { counted, either, number, photos } from './count.ts';

export const identify: Words['identify'] = {
  title: 'Identificar',
  lead: 'Nombres en la cámara en directo, en fotos y en carpetas.',
  live: 'Cámara',
  photos: 'Fotos',
  start: 'Iniciar cámara',
  needs: 'Aún no hay ningún punto de control.',
  needsText: 'Importa fotos y entrena una vez; después las caras reciben aquí sus nombres.',
  toFinetune: 'Ir a Entrenar',
  log: 'Apariciones',
  logEmpty: 'Aquí aparecen las caras que se ven.',
  export: 'Exportar CSV',
  annotate: 'Guardar con nombres…',
  tag: 'Escribir nombres junto a las fotos…',
  tagTitle: 'Escribir nombres junto a las fotos',
  tagText:
    'Junto a cada foto en la que haya alguien se crea un archivo XMP con los nombres y recuadros de sus caras, para otras aplicaciones de fotos. Las fotos no se tocan, y lo que escribieron otros programas se conserva.',
  tagAct: 'Escribir nombres',
  tagged: (written, all) =>
    written === 0
      ? `Los archivos junto a ${photos(all)} ya lo dicen`
      : `Se escribieron nombres junto a ${photos(written)}`,
  untagged: (n) => `No se pudieron poner nombres a ${photos(n)}`,
  naming: 'Poniendo nombre a las caras',
  annotating: 'Escribiendo copias con nombres',
  tagging: 'Escribiendo nombres',
  confirm: 'Correcto',
  giveName: 'Poner nombre',
  wasRight: 'Correcto',
  wasWrong: 'Incorrecto',
  confirmKey: 'Y',
  deny: 'No es esta persona',
  denyKey: 'N',
  confirmed: (name) => `Recordado como ${name}`,
  denied: (name) => `Recordado: no es ${name}`,
  rate: (fps) => `${number(fps)} por segundo`,
  strictness: 'Exigencia',
  strictnessOf: {
    live: 'Proporción de desconocidos que puede recibir un nombre en esta cámara',
    photos:
      'Proporción de desconocidos que puede recibir un nombre o una sugerencia en fotos; por encima del 1 % es una sugerencia',
  },
  fixed: 'Un Facet anterior hizo este punto de control: su umbral se queda hasta que entrenes de nuevo.',
  drop: 'Suelta fotos o carpetas para poner nombre a las caras',
  again: 'Poner nombre en más fotos',
  failed: 'No se pudo leer',
  noFace: 'No se encontró ninguna cara',
  saved: (n, folder) =>
    `${counted(n, 'foto con nombres', 'fotos con nombres')} ${either(n, 'guardada', 'guardadas')} en ${folder}`,
};

export const evaluate: Words['evaluate'] = {
  title: 'Evaluar',
  lead: 'Cuántas veces aciertan aquí los nombres, y cuántas recibe uno un desconocido.',
  library: 'Evaluar mi biblioteca',
  again: 'Evaluar de nuevo',
  libraryText:
    'Todos los codificadores de este equipo, uno junto a otro. A cada cara le pone nombre un reconocedor entrenado sin ella, y se prueba como desconocida en uno entrenado sin su persona. Tu biblioteca no cambia.',
  paper: 'El experimento del artículo…',
  paperText:
    'De cada colección de fotos de la carpeta se inscriben diez personas con unas pocas fotos. Cada sistema de este equipo busca después sus demás fotos y a desconocidos.',
  paperFolder: 'Carpeta con una carpeta de fotos por persona, o varias colecciones así',
  run: 'Empezar',
  running: 'Evaluando',
  cancelled: 'Cancelado; no se midió nada.',
  needs: 'Importa primero fotos de al menos dos personas, y dos o más de una de ellas.',
  export: 'Exportar…',
  exportText: 'Una página que no necesita red (.html), tablas como texto (.md) o todos los números (.json).',
  exportPath: 'Archivo terminado en .html, .md o .json',
  exported: (file) => `Se escribió ${file}`,
};
