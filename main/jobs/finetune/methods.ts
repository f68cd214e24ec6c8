// The ways to learn, and which an encoder can be learned with.
import { headMethods } from '../../../models/identity/heads/rule.ts';
import type { FinetuneMethod } from '../../../preload/contract.ts';
import type { Architecture } from '../../../models/manifest.ts';

/** The ways to learn, from the simplest on. */
export const allMethods: readonly FinetuneMethod[] = [...headMethods, 'text', 'projector', 'full'];

/** Those that an encoder can be learned with, in that order. */
export function methodsOf(architecture: Architecture): readonly FinetuneMethod[] {
  switch (architecture.type) {
    case 'onnx':
      return headMethods;
    case 'fused':
      // Each encoder's scores are added, which have to be cosines.
      return ['head'];
    case 'starter':
      return allMethods;
    case 'clip':
      // Without its tokenizer nobody's prompt can be read.
      return architecture.merges === undefined ? [...headMethods, 'projector'] : allMethods;
    default:
      return architecture satisfies never;
  }
}
