import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import openWabt from 'wabt';
import { KERNEL as blur } from '../../models/image/blur.ts';
import { KERNEL as planes } from '../../models/image/planes.ts';
import { KERNEL as resample } from '../../models/image/resample.ts';
import { KERNEL as cells } from '../../models/face/detection/detail/cells.ts';
import { KERNEL as adamw } from '../../models/graph/adamwKernel.ts';
import { KERNEL as likeness } from '../../models/identity/training/likeness.ts';
import { KERNEL as scan } from '../../models/identity/gallery/scan.ts';
import { KERNEL as products } from '../../models/linear/products.ts';

test.each([
  ['image/blur.wat', blur],
  ['image/planes.wat', planes],
  ['image/resample.wat', resample],
  ['face/detection/detail/cells.wat', cells],
  ['graph/adamw.wat', adamw],
  ['linear/products.wat', products],
  ['identity/training/likeness.wat', likeness],
  ['identity/gallery/scan.wat', scan],
])('%s assembles to what is run', async (file, kernel) => {
  const wabt = await openWabt();
  const text = readFileSync(join(import.meta.dirname, '../../models', file), 'utf8');
  const { buffer } = wabt.parseWat(file, text, { simd: true }).toBinary({});
  expect(kernel).toBe(Buffer.from(buffer).toString('base64'));
});
