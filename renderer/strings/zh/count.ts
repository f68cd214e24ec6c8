// How Chinese counts: the measure word stands between number and noun, and there is one form.
import { chinese } from '../../../models/language/writing.ts';

const noun =
  (other: string) =>
  (n: number): string =>
    chinese.counted(n, { other });

export const photos = noun('张照片');
export const faces = noun('张人脸');
export const people = noun('个人物');
export const files = noun('个文件');
export const groups = noun('组');

export const number = (n: number, digits = 0): string => chinese.number(n, digits);
export const percent = (share: number, digits = 0): string => chinese.percent(share, digits);
