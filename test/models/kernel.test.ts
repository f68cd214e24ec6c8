import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import openWabt from 'wabt';
import { KERNEL as blur } from '../../models/clip/blur.ts';
import { KERNEL as planes } from '../../models/face/planes.ts';
import { KERNEL as resample } from '../../models/face/resample.ts';
import { KERNEL as adamw } from '../../models/graph/adamwKernel.ts';
import { KERNEL as products } from '../../models/identity/products.ts';

test.each([
  ['clip/blur.wat', blur],
  ['face/planes.wat', planes],
  ['face/resample.wat', resample],
  ['graph/adamw.wat', adamw],
  ['identity/products.wat', products],
])('%s assembles to what is run', async (file, kernel) => {
  const wabt = await openWabt();
  const text = readFileSync(join(import.meta.dirname, '../../models', file), 'utf8');
  const { buffer } = wabt.parseWat(file, text, { simd: true }).toBinary({});
  expect(kernel).toBe(Buffer.from(buffer).toString('base64'));
});
