// Los primeros minutos, y el modelo más grande.
import type { Words } from '../en.ts';
import { either, number } from './count.ts';

export const welcome: Words['welcome'] = {
  title: 'Te damos la bienvenida a Facet',
  lead: 'Facet aprende a reconocer a cada persona con unas pocas fotos, y después pone nombre a las caras en fotos nuevas y en la cámara.',
  does: [
    'Todo ocurre en este equipo: las fotos, las caras y los nombres nunca salen de él.',
    'Quien no se conoce queda como desconocido: Facet solo pone un nombre cuando está seguro.',
    'Ves de qué ha aprendido, y puedes borrar a cualquiera para siempre.',
  ],
  doesNot: [
    'Pedir una cuenta, usar la nube ni informar de lo que haces.',
    'Adivinar la edad, el género, el ánimo o el origen.',
    'Servir para vigilar ni decidir sobre personas.',
  ],
  doesTitle: 'Qué hace',
  doesNotTitle: 'Qué no hace',
  library: 'Tu biblioteca',
  libraryText: 'Una carpeta normal que puedes leer, copiar y respaldar.',
  libraryMove: 'En Modelos y ajustes puedes guardarla en otro sitio.',
  model: 'El modelo',
  begin: 'Empezar',
  agree: 'Preguntaré a las personas antes de enseñar sus caras a Facet.',
  agreeFirst: 'Marca la casilla para empezar.',
};

export const upgrade: Words['upgrade'] = {
  offer:
    'Un modelo incluido funciona al momento. CLIP-RN50, el modelo del artículo, se puede descargar ahora (408 MB); Facet entrena entonces con él en segundo plano.',
  fetch: 'Descargar CLIP-RN50',
  fetching: 'Descargando CLIP-RN50',
  fetched: 'CLIP-RN50 está instalado; su suma de verificación es correcta.',
  meanwhile: 'Puedes seguir trabajando: mientras tanto se usa el modelo incluido.',
  interrupted: 'La descarga de CLIP-RN50 se interrumpió.',
  kept: 'La parte descargada se conserva.',
  goOn: 'Continuar',
  notNow: 'Ahora no',
  waiting:
    'Después de tu primer entrenamiento aprende a las mismas personas, y ves los dos resultados uno junto a otro.',
  learning: 'CLIP-RN50 está aprendiendo a tus personas',
  learned: 'CLIP-RN50 ha aprendido a tus personas: elige qué modelo usar.',
  compare: 'Comparar',
  paired: ({ faces, bothRight, onlyARight, onlyBRight, bothWrong }, [a = '', b = '']) =>
    `Con ${either(faces, 'la misma cara reservada', `las mismas ${number(faces)} caras reservadas`)}: ambos aciertan en ${number(bothRight)}, solo ${a} en ${number(onlyARight)}, solo ${b} en ${number(onlyBRight)}, ninguno en ${number(bothWrong)}.`,
  hint: {
    none: '',
    fetching: 'Descargando CLIP-RN50',
    interrupted: 'CLIP-RN50 interrumpido',
    waiting: 'CLIP-RN50 está instalado',
    learning: 'CLIP-RN50 está aprendiendo',
    compared: 'Comparar CLIP-RN50',
  },
};
