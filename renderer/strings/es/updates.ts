// Newer versions of Facet.
import type { Words } from '../en.ts';

export const updates: Words['updates'] = {
  title: 'Versiones nuevas',
  when: { never: 'No buscar automáticamente', start: 'Buscar al iniciar Facet' },
  what: 'La búsqueda pide un archivo al servidor de versiones y no dice nada de ti ni de este equipo. Nada se descarga antes de que lo aceptes; lo que se descarga debe estar firmado por quienes hacen Facet y se instala al salir.',
  unavailable: {
    'installed-otherwise': 'Este Facet lo actualiza el programa que lo instaló.',
    browser: 'La ventana del Facet instalado busca versiones nuevas.',
  },
  offered: (version, size) => `Hay una versión nueva: Facet ${version} (${size}).`,
  fetching: (version) => `Descargando Facet ${version}`,
  ready: (version) => `Facet ${version} está listo: se instalará al salir.`,
  looking: 'Buscando …',
  current: 'No hay ninguna versión más nueva.',
  fetch: 'Descargar',
  decline: 'Esta versión no',
  look: 'Buscar ahora',
};
