// Option values: what commander hands over as text.
import { InvalidArgumentError } from 'commander';
import { languageOfTag, languages } from '../../../models/language/languages.ts';
import type { Box } from '../../../preload/contract.ts';

/** A tag that means a language which Facet speaks. */
export function parseLanguage(text: string): string {
  if (languageOfTag(text) === null) {
    throw new InvalidArgumentError(`It must be one of ${Object.keys(languages).join(', ')}.`);
  }
  return text;
}

export function parseCount(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 0 on.');
  return Number(text);
}

export function parsePositive(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1 on.');
  return Number(text);
}

/** Pixels: no network sees a face of fewer. */
export function parseMinFace(text: string): number {
  const pixels = parsePositive(text);
  if (pixels < 16 || pixels > 10_000) throw new InvalidArgumentError('It must be from 16 to 10000 pixels.');
  return pixels;
}

export function parseRate(text: string): number {
  const rate = Number(text);
  if (!/^\d*\.?\d+(e-?\d+)?$/i.test(text) || rate === 0 || !Number.isFinite(rate))
    throw new InvalidArgumentError('It must be a number above 0, such as 0.0001 or 1e-4.');
  return rate;
}

/** Minutes, as seconds. */
export function parseMinutes(text: string): number {
  const seconds = 60 * Number(text);
  if (!/^\d+(\.\d+)?$/.test(text) || seconds === 0)
    throw new InvalidArgumentError('It must be a number of minutes above 0, such as 5 or 0.5.');
  return seconds;
}

/** `0.01` or `1%`. */
export function parseShare(text: string): number {
  const match = /^(\d*\.?\d+(?:e-\d+)?)(%?)$/i.exec(text);
  const share = Number(match?.[1]) / (match?.[2] === '%' ? 100 : 1);
  if (!(share > 0 && share < 1)) throw new InvalidArgumentError('It must be a share such as 0.01 or 1%.');
  return share;
}

/** One number for all channels, or three separated by commas. */
export function parseChannels(text: string): [number, number, number] {
  const values = text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part)));
  const [first, second = first, third = first] = values;
  if (
    first === undefined ||
    second === undefined ||
    third === undefined ||
    values.some(Number.isNaN) ||
    values.length === 2 ||
    values.length > 3
  ) {
    throw new InvalidArgumentError('It must be a number, or three separated by commas.');
  }
  return [first, second, third];
}

/** Two numbers, the lower one first. */
export function parseRange(text: string): [number, number] {
  const [low = NaN, high = NaN, ...more] = text.split(',').map(Number);
  if (more.length > 0 || !(low < high))
    throw new InvalidArgumentError('Write two numbers, the lower one first: 0,1.');
  return [low, high];
}

/** Left, top, width and height, in pixels. */
export function parseBox(text: string): Box {
  const numbers = text.split(',').map(Number);
  const [x = NaN, y = NaN, width = NaN, height = NaN] = numbers;
  if (numbers.length !== 4 || !numbers.every(Number.isFinite) || !(width > 0 && height > 0))
    throw new InvalidArgumentError('Write left, top, width and height in pixels: 120,80,60,70.');
  return [x, y, width, height];
}
