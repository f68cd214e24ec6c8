// Ayuda.
import type { Words } from '../en.ts';
import { counted, either } from './count.ts';

export const help: Words['help'] = {
  title: 'Ayuda',
  lead: 'Cómo funciona Facet. F1 la abre desde cualquier pantalla; no se descarga nada.',
  search: 'Buscar en todas las páginas',
  searchPlaceholder: 'Por ejemplo, «backup»',
  back: 'Atrás',
  pages: 'Páginas',
  results: 'Resultados de la búsqueda',
  found: (n) => `${counted(n, 'pasaje', 'pasajes')} ${either(n, 'encontrado', 'encontrados')}`,
  nothing: (query) =>
    `No se ha encontrado nada para «${query}». Prueba con menos palabras o con otras, en inglés.`,
  onlyEnglish: 'Estas páginas solo están en inglés por ahora, y la búsqueda encuentra palabras en inglés.',
};
