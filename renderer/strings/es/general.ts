// Lo que dice cada pantalla.
import type { Change, Deletion } from '../../../preload/window.ts';
import { general as english } from '../en/general.ts';
import type { Words } from '../en.ts';
import { either, faces, number, people, percent, photos } from './count.ts';

export const deleted = ({ faces: n, photos: of }: Deletion): string =>
  `${of === 0 ? faces(n) : photos(of)} ${either(of === 0 ? n : of, 'eliminada', 'eliminadas')}`;

function undone(change: Change): string {
  switch (change.kind) {
    case 'added':
      return `se añadió a ${change.name}`;
    case 'changed':
      return `cambios en ${change.name}`;
    case 'renamed':
      return `${change.before} pasó a llamarse ${change.name}`;
    case 'born':
      return `fecha de nacimiento de ${change.name}`;
    case 'consent':
      return `nota de consentimiento de ${change.name}`;
    case 'imported':
      return change.name === null ? 'fotos añadidas' : `fotos añadidas de ${change.name}`;
    case 'merged':
      return `se unió a ${change.name} con ${change.into}`;
    case 'moved':
      return `${faces(change.faces)} ${either(change.faces, 'movida', 'movidas')}`;
    case 'deleted':
      return deleted(change);
    case 'ignored':
      return `${faces(change.faces)} como antes`;
    case 'hidden':
      return `${change.name}: se ocultó`;
    case 'shown':
      return `${change.name}: se mostró de nuevo`;
    case 'drawn':
      return change.name === null ? 'cara dibujada' : `cara de ${change.name} dibujada`;
    case 'denied':
      return `${faces(change.faces)} que no ${either(change.faces, 'es', 'son')} de ${change.name}`;
    case 'right':
      return `«${change.name}» era correcto`;
    case 'wrong':
      return `«${change.name}» era incorrecto`;
    default:
      return change satisfies never;
  }
}

export const general: Words = {
  application: 'Facet',
  cancel: 'Cancelar',
  close: 'Cerrar',
  again: 'Reintentar',
  done: 'Listo',
  show: 'Mostrar',
  showMore: (n) => `Mostrar ${number(n)} más`,
  save: 'Guardar',
  undo: 'Deshacer',
  undone: (change) => `Deshecho: ${undone(change)}`,
  messages: 'Mensajes',
  nothingToUndo: 'No hay nada que deshacer.',
  unknown: 'Desconocido',
  perhaps: (name, confidence) => `quizá ${name} (${percent(confidence)})`,
  percent,
  doneOf: (done, total) => `${done} de ${total}`,
  keyNames: { space: 'Espacio', delete: 'Supr' },
  units: {
    seconds: (n) => `${number(n)} s`,
    minutes: (n) => `${number(n)} min`,
    kilobytes: (n) => `${number(n)} kB`,
    megabytes: (n, digits) => `${number(n, digits)} MB`,
  },
  faces,
  photos,
  people,
  encoder: (id) =>
    ({ duo: 'Modelo incluido', starter: 'Modelo incluido para entrenar' })[id] ?? english.encoder(id),
  engineDied:
    'El motor de reconocimiento se detuvo. Facet lo reinicia con la próxima foto; no se pierde nada.',
  engineRestarted: 'El motor de reconocimiento vuelve a funcionar.',
  engineFailed: 'No se puede iniciar el motor de reconocimiento.',
  unrated: 'No se puede usar la red de calidad.',
  bug: 'Algo falló en la ventana. Lo que estaba guardado está a salvo.',
  unreadable: {
    message: 'El archivo ya no se puede leer.',
    advice: 'Se movió, cambió o eliminó después de elegirlo. Elígelo de nuevo.',
  },
  tooLarge: {
    message: 'El archivo ocupa más de 200 MB.',
    advice: 'Guarda la foto como un JPEG más pequeño y elige ese.',
  },

  line: {
    lost: {
      message: 'Facet no responde',
      advice:
        'Su servidor terminó o está ocupado. No se pierde nada de lo guardado. Inicia Facet otra vez y abre la dirección que muestra.',
    },
    refused: {
      message: 'Esta dirección no es válida',
      advice:
        'Facet o el navegador se reiniciaron desde entonces. Abre la última dirección en el terminal donde se ejecuta Facet, o inícialo de nuevo con npm start -- --web.',
    },
  },

  givingWay: {
    camera: 'El trabajo en segundo plano va despacio mientras haya una cámara encendida.',
    battery: 'El trabajo en segundo plano está en pausa: el equipo funciona con batería.',
  },
  navigation: {
    label: 'Pantallas',
    people: 'Personas',
    import: 'Importar',
    unnamed: 'Sin nombre',
    capture: 'Capturar',
    finetune: 'Entrenar',
    identify: 'Identificar',
    evaluate: 'Evaluar',
    settings: 'Modelos y ajustes',
    help: 'Ayuda',
  },

  directions: { front: 'De frente', left: 'Izquierda', right: 'Derecha', up: 'Arriba', down: 'Abajo' },
};
