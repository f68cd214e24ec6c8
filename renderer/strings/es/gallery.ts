// La galería compartida, en Modelos y ajustes y al identificar.
import type { Words } from '../en.ts';
import { number, people } from './count.ts';

export const gallery: Words['gallery'] = {
  title: 'Galería compartida',
  text: 'Varios Facet, en puertas y escritorios, pueden nombrar a las personas de una misma galería, en un servidor PostgreSQL propio. Contiene nombres y prototipos, nunca fotos. No se envía nada antes de conectar.',
  connect: 'Conectar …',
  connectTitle: 'Conectar con una galería compartida',
  connectAct: 'Conectar',
  connecting: 'Conectando …',
  connected: (gallery) => `Conectado con ${gallery}`,
  address: 'Dirección',
  addressExample: 'postgres://USUARIO@SERVIDOR/facet',
  addressForm: 'Como postgres://USUARIO@SERVIDOR/BASE, sin la contraseña.',
  password: 'Contraseña',
  passwordFrom: 'Del entorno',
  passwordKept: 'El llavero del sistema cifra la contraseña. Déjala vacía para usar PGPASSWORD o ~/.pgpass.',
  passwordHeld:
    'Tu sistema no ofrece llavero: la contraseña se queda en memoria hasta cerrar Facet. Para más tiempo, déjala vacía y usa ~/.pgpass.',
  encryption:
    'La conexión va cifrada y se comprueba el certificado del servidor, salvo que la dirección diga sslmode=disable.',
  people: 'Personas',
  roles: 'Puedes',
  mayEnrol: 'nombrar caras, añadir personas y borrarlas',
  mayRead: 'nombrar caras',
  encoder: 'Codificador',
  search: 'Búsqueda',
  searchThere: (pgvector) => `en el servidor, con pgvector ${pgvector}`,
  searchHere: 'en la copia de este equipo',
  copy: 'Copia en este equipo',
  noCopy: 'todavía ninguna: se hace al usar la galería por primera vez',
  copyOf: (n, age) => `${people(n)}, ${age}`,
  copyServes: 'Hasta que vuelva el servidor, las caras se nombran con la copia.',
  again: 'Comprobar de nuevo',
  names: 'Los nombres al identificar vienen de',
  sources: { library: 'Esta biblioteca', gallery: 'La galería compartida' },
  publish: 'Publicar …',
  publishTitle: 'Publicar personas',
  publishText: (gallery) =>
    `Todas las personas aprendidas se añaden en ${gallery}, con nombre y prototipos. Con el mismo codificador, los prototipos reconocen a una persona en cualquier lugar: pregunta antes. Quien tenga el mismo nombre recibe los prototipos nuevos; no se borra a nadie.`,
  publishAct: 'Publicar',
  publishing: 'Publicando',
  published: (added, changed) => `Galería: ${people(added)} de más, ${number(changed)} con cambios`,
  disconnect: 'Desconectar …',
  disconnectTitle: 'Desconectar de la galería',
  disconnectText:
    'La copia y la contraseña se borran de este equipo. La galería sigue como está, y también las personas que publicaste.',
  disconnectAct: 'Desconectar',
  disconnected: 'Desconectado; la copia se ha borrado',
  namesBy: (gallery) => `Los nombres vienen de la galería compartida en ${gallery}.`,
  namesByCopy: (age) => `El servidor no responde: los nombres vienen de una copia, ${age}.`,
};
