// How Spanish counts: "1 foto", "2 fotos", "1.000.000 de fotos".
import { spanish } from '../../../models/language/writing.ts';

const noun =
  (one: string, other: string) =>
  (n: number): string =>
    spanish.counted(n, { one, many: `de ${other}`, other });

export const photos = noun('foto', 'fotos');
export const faces = noun('cara', 'caras');
export const people = noun('persona', 'personas');
export const files = noun('archivo', 'archivos');
export const groups = noun('grupo', 'grupos');
export const counted = (n: number, one: string, other: string): string => noun(one, other)(n);

export const number = (n: number, digits = 0): string => spanish.number(n, digits);
export const percent = (share: number, digits = 0): string => spanish.percent(share, digits);

/** One form where there is one, the other for all else. */
export const either = (n: number, one: string, other: string): string =>
  spanish.plural(n, { one, many: other, other });
