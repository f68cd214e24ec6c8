import type { KnownEncoder } from '../../../../main/jobs/measure/systems.ts';
import { encoderInputs } from '../../../../models/face/templates.ts';

/** An encoder as measurements know it, on this machine or not; there is no network behind it. */
export const knownEncoder = (
  id: string,
  methods: KnownEncoder['methods'] = ['head'],
  here = true,
): KnownEncoder => ({
  id,
  title: id,
  manifest: here
    ? {
        kind: 'encoder',
        id,
        title: id,
        licence: 'MIT',
        source: 'a test',
        files: [],
        architecture: { type: 'onnx', network: 'none.onnx' },
        input: encoderInputs.arcface,
        mirror: false,
      }
    : null,
  missing: here ? null : { kind: 'model-missing', message: `${id} is not here.`, advice: 'Fetch it.' },
  methods,
});
