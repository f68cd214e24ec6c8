// ONNX Runtime without its telemetry: the only file that may load it.
import { createRequire } from 'node:module';
import type * as Runtime from 'onnxruntime-node';
import { noTelemetry } from './telemetry.ts';

// An import of the package would run before this line, wherever a bundler puts it.
Object.assign(process.env, noTelemetry);

export const { env, InferenceSession, listSupportedBackends, Tensor } = createRequire(import.meta.url)(
  'onnxruntime-node',
) as typeof Runtime;

export type InferenceSession = Runtime.InferenceSession;
export type SessionOptions = Runtime.InferenceSession.SessionOptions;
export type SessionResults = Runtime.InferenceSession.OnnxValueMapType;
export type Tensor = Runtime.Tensor;
