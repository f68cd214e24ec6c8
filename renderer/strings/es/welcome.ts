// Los primeros minutos, y el modelo más grande.
import { spanish } from '../../../models/language/writing.ts';
import type { Words } from '../en.ts';
import { either, number, percent } from './count.ts';

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
  libraryText:
    'Una carpeta normal que puedes leer, copiar y respaldar; en Modelos y ajustes puedes guardarla en otro sitio.',
  model: 'Modelos mejores',
  begin: 'Empezar',
  tryIt: 'Probar sin tus fotos',
  agree: 'Preguntaré a las personas antes de enseñar sus caras a Facet.',
  agreeFirst: 'Marca la casilla para empezar.',
};

export const upgrade: Words['upgrade'] = {
  offer:
    'Un modelo incluido funciona al momento. Descarga otro cuando quieras: Facet aprende con él a tus personas en segundo plano y te enseña los dos resultados.',
  better: 'Un nuevo modelo incluido, para rostros desde todos los lados',
  betterText: (trainable) =>
    `Los nombres vienen de «${trainable}», el habitual hasta ahora. Haz que el nuevo aprenda también a tus personas y compara los dos resultados; nada cambia hasta que elijas.`,
  recommended: 'Recomendado',
  why: (recommended) => {
    switch (recommended.why) {
      case 'measured': {
        const { network, named, builtIn, allSides } = recommended;
        return `Con una sola foto pone nombre al ${percent(named)} de las caras; el modelo incluido, al ${percent(builtIn)}. Vistas desde todos los lados, al ${percent(allSides.named)} frente al ${percent(allSides.builtIn)}. Medido con ${network}, una red de su clase.`;
      }
      case 'reported':
        return `Pequeño. Sus autores indican un ${percent(recommended.lfw, 1)} de pares correctos en LFW; no lo hemos medido.`;
      case 'paper':
        return 'El modelo del artículo, que también aprende nombres a partir de frases.';
      default:
        return recommended satisfies never;
    }
  },
  fetch: (name) => `Descargar ${name}`,
  fetching: (name) => `Descargando ${name}`,
  fetched: (name) => `${name} está instalado; su suma de verificación es correcta.`,
  meanwhile: 'Puedes seguir trabajando: mientras tanto se sigue usando lo que ya está en uso.',
  queued: 'Es el siguiente',
  interrupted: (name) => `La descarga de ${name} se interrumpió.`,
  kept: 'La parte descargada se conserva.',
  goOn: 'Continuar',
  notNow: 'Ahora no',
  waiting:
    'Después de tu primer entrenamiento aprende a las mismas personas, y ves los dos resultados uno junto a otro.',
  learning: (name) => `${name} está aprendiendo a tus personas`,
  learned: (names) =>
    `${spanish.list(names)} ${either(names.length, 'ha', 'han')} aprendido a tus personas: elige qué modelo usar.`,
  compare: 'Comparar',
  keep: 'Conservar',
  paired: ({ faces, bothRight, onlyARight, onlyBRight, bothWrong }, a, b) =>
    `Con ${either(faces, 'la misma cara reservada', `las mismas ${number(faces)} caras reservadas`)}: ambos aciertan en ${number(bothRight)}, solo ${a} en ${number(onlyARight)}, solo ${b} en ${number(onlyBRight)}, ninguno en ${number(bothWrong)}.`,
  hint: {
    none: () => '',
    fetching: (name) => `Descargando ${name}`,
    interrupted: (name) => `${name} interrumpido`,
    waiting: (name) => `${name} está instalado`,
    learning: (name) => `${name} está aprendiendo`,
    compared: (name) => `Comparar ${name}`,
  },
};
