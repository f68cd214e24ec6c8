// How German counts: "1 Foto", "2 Fotos". Plurals that the dative changes have a noun of their own.
import { german } from '../../../models/language/writing.ts';

const noun =
  (one: string, other = one) =>
  (n: number): string =>
    german.counted(n, { one, other });

export const photos = noun('Foto', 'Fotos');
export const faces = noun('Gesicht', 'Gesichter');
export const inFaces = noun('Gesicht', 'Gesichtern');
export const people = noun('Person', 'Personen');
export const files = noun('Datei', 'Dateien');
export const groups = noun('Gruppe', 'Gruppen');

export const number = (n: number, digits = 0): string => german.number(n, digits);
export const percent = (share: number, digits = 0): string => german.percent(share, digits);

/** One form where there is one, the other for all else. */
export const either = (n: number, one: string, other: string): string => german.plural(n, { one, other });
