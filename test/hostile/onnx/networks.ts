// All networks that nobody should add.
import { answers } from './answers.ts';
import { containers } from './containers.ts';
import { efforts } from './efforts.ts';
import type { Networks } from './encoders.ts';
import { interfaces } from './interfaces.ts';
import { operators } from './operators.ts';
import { weights } from './weights.ts';

export const onnxModels: Networks = {
  ...answers,
  ...interfaces,
  ...efforts,
  ...weights,
  ...operators,
  ...containers,
};
