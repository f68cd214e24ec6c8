// How English counts: "1 photo", "2 photos".
import { english } from '../../../models/language/writing.ts';

export const count = (n: number, one: string, many = `${one}s`): string =>
  english.counted(n, { one, other: many });
