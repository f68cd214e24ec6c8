// Copias de seguridad.
import type { Words } from '../../en.ts';
import { number } from '../count.ts';

export const backups: Words['backups'] = {
  title: 'Copias de seguridad',
  text: 'Un ZIP con las personas, las fotos, las caras y lo que has decidido sobre ellas. Se escribe cuando no hay otra tarea en marcha y se vuelve a leer antes de darlo por bueno. Lo aprendido no está incluido: un entrenamiento lo rehace. Importa el ZIP para recuperarlo todo.',
  often: 'Cada cuánto',
  times: { never: 'No por sí solo', day: 'Cada día', week: 'Cada semana' },
  keep: 'Se guardan en la carpeta',
  newest: (n) => `Las ${number(n)} más recientes`,
  running: 'Se está escribiendo una copia …',
  last: (moment) => `Última copia: ${moment}`,
  none: 'Todavía no hay ninguna copia en esta carpeta.',
  chooseFolder: 'Elegir carpeta …',
  now: 'Hacer una copia ahora',
  folderTitle: 'Carpeta para las copias',
  folderText: 'Mejor en otro disco. Si no está conectado, Facet espera y te avisa.',
  folder: 'Ruta de la carpeta',
  useFolder: 'Usar esta carpeta',
  failed: 'No se ha podido hacer una copia de seguridad',
};
