// The shared gallery, in Models & settings and on Identify.
import { count } from './count.ts';

export const gallery = {
  title: 'Shared gallery',
  text: 'Facets at several doors and desks can name the people of one gallery, on a PostgreSQL server of your own. It holds names and prototypes, never photos. Nothing is sent before you connect.',
  connect: 'Connect …',
  connectTitle: 'Connect to a shared gallery',
  connectAct: 'Connect',
  connecting: 'Connecting …',
  connected: (gallery: string) => `Connected to ${gallery}`,
  address: 'Address',
  addressExample: 'postgres://USER@HOST/facet',
  addressForm: 'Write it as postgres://USER@HOST/DATABASE, without the password.',
  password: 'Password',
  passwordFrom: 'From the environment',
  passwordKept: 'Your system’s keychain encrypts the password. Leave it out to use PGPASSWORD or ~/.pgpass.',
  passwordHeld:
    'Your system offers no keychain: the password is kept in memory until Facet is closed. For longer, leave it out and use ~/.pgpass.',
  encryption:
    'The connection is encrypted and the server’s certificate is checked, unless the address says sslmode=disable.',
  people: 'People',
  roles: 'You may',
  mayEnrol: 'name faces, enrol people and erase them',
  mayRead: 'name faces',
  encoder: 'Encoder',
  search: 'Search',
  searchThere: (pgvector: string) => `on the server, by pgvector ${pgvector}`,
  searchHere: 'in the copy on this machine',
  copy: 'Copy on this machine',
  noCopy: 'none yet: it is made when the gallery is first used',
  copyOf: (people: number, age: string) => `${count(people, 'person', 'people')}, ${age}`,
  copyServes: 'Until the server is back, faces are named by the copy.',
  again: 'Check again',
  names: 'Names on Identify come from',
  sources: { library: 'This library', gallery: 'The shared gallery' },
  publish: 'Publish …',
  publishTitle: 'Publish people',
  publishText: (gallery: string) =>
    `Everybody who was learned is enrolled at ${gallery}, by name and prototypes. With the same encoder, prototypes recognise a person anywhere: ask first. Somebody of the same name gets the new prototypes; nobody is erased.`,
  publishAct: 'Publish',
  publishing: 'Publishing',
  published: (added: number, changed: number) =>
    `${count(added, 'person', 'people')} added to the gallery, ${changed} changed`,
  disconnect: 'Disconnect …',
  disconnectTitle: 'Disconnect from the gallery',
  disconnectText:
    'The copy and the password are erased from this machine. The gallery itself stays as it is, and so do the people whom you published.',
  disconnectAct: 'Disconnect',
  disconnected: 'Disconnected; the copy was erased',
  namesBy: (gallery: string) => `Names come from the shared gallery at ${gallery}.`,
  namesByCopy: (age: string) => `The server is away: names come from a copy, ${age}.`,
} as const;
