// La primera prueba con fotos de muestra.
import type { Words } from '../en.ts';

export const trying: Words['trying'] = {
  title: 'Probar sin tus fotos',
  lead: 'Tres pasos con fotos de muestra, que se quitan al final.',
  leave: 'Terminar la prueba',
  steps: {
    name: 'Poner nombre a una cara',
    learn: 'Dejar que Facet la aprenda',
    meet: 'Ver cómo la encuentra',
  },
  first: 'Una foto de muestra de tres mujeres, una de ellas marcada',
  second: 'Otra foto de muestra',
  whoTitle: '¿Quién es?',
  whoText:
    'Inventa un nombre para la mujer del recuadro. Una foto basta para empezar; con tu propia gente, tres son mejor.',
  giveName: 'Poner el nombre',
  learnTitle: (name) => `Facet tiene una foto de ${name}`,
  learnText: 'Aprender tarda unos segundos, en este equipo. Los demás siguen siendo desconocidos.',
  learn: 'Aprender',
  meetTitle: (name) => `Facet conoce a ${name}`,
  meetText: (name) => `Ahora, una foto de otra noche, que Facet no ha visto. ¿Encontrará a ${name}?`,
  meet: 'Mostrar la otra foto',
  foundTitle: (name) => `Ahí está ${name}`,
  foundText:
    'Las demás son desconocidas: a quien no conoce no le pone nombre. Ahora con tus fotos: la muestra se quita.',
  missedTitle: (name) => `No se ha encontrado a ${name}`,
  missedText:
    'Esta vez una foto no ha bastado, y Facet solo da un nombre cuando está seguro. La muestra se quita.',
  begin: 'Empezar con mis fotos',
  origin: 'Fotos: muestras del paquete @vladmandic/face-api, licencia MIT.',
};
