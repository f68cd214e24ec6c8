// Capturar, y lo que puede pasar con una cámara.
import type { Words } from '../en.ts';
import { either, photos } from './count.ts';

export const capture: Words['capture'] = {
  title: 'Capturar',
  lead: 'Mira hacia donde pide el anillo; Facet hace la foto cuando tu cara está nítida.',
  whom: '¿Quién está ante la cámara?',
  start: 'Iniciar cámara',
  stop: 'Detener',
  camera: 'Cámara',
  shutter: 'Hacer foto',
  guided: 'Guíame',
  ask: {
    front: 'Mira directamente a la cámara',
    left: 'Gira la cabeza a tu derecha',
    right: 'Gira la cabeza a tu izquierda',
    up: 'Levanta la barbilla',
    down: 'Baja la barbilla',
  },
  turned: {
    front: 'De frente',
    left: 'A tu derecha',
    right: 'A tu izquierda',
    up: 'Arriba',
    down: 'Abajo',
  },
  offText: 'La cámara pide unas cuantas direcciones y hace cada foto por sí sola.',
  nobody: 'No se ve ninguna cara',
  several: 'Solo una persona, por favor',
  unsharp: 'Acércate y no te muevas',
  hold: 'No te muevas…',
  complete: 'Las cinco direcciones están cubiertas',
  taken: (n) => `${photos(n)} ${either(n, 'hecha', 'hechas')}`,
  kept: (direction) => `Guardada: ${direction}`,
  needsName: 'Escribe un nombre para empezar.',
  settleName: 'Pulsa Intro cuando el nombre esté completo',
  live: 'Imagen en directo de la cámara',
};

export const camera: Words['camera'] = {
  refused: 'El acceso a la cámara está denegado',
  revoked: 'Se retiró el acceso a la cámara',
  refusedAdvice: {
    window: 'Permite la cámara a esta aplicación en los ajustes del sistema y vuelve a iniciarla.',
    web: 'Permite la cámara a esta página en el navegador, junto a su dirección, y vuelve a iniciarla.',
  },
  missing: 'No se encontró ninguna cámara',
  missingAdvice: 'Conecta una cámara y vuelve a iniciarla.',
  gone: 'La cámara desapareció',
  goneAdvice: 'Conéctala de nuevo o elige otra.',
  still: 'La cámara no da imagen',
  stillAdvice: 'Sigue sola en cuanto la haya. Si no, vuelve a conectar la cámara.',
  unanswered:
    'Facet aún trabaja en una imagen anterior. Si deja de responder, se reinicia el reconocimiento.',
  busy: 'La cámara está en uso',
  busyAdvice: 'Cierra la otra aplicación que la usa y vuelve a iniciarla.',
  again: 'Iniciar de nuevo',
};
