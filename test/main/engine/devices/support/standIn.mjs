// The engine's process with a stand-in for a graphics driver: WebGPU runs on the processor, and does what `STAND_IN` says.
import { createRequire } from 'node:module';
import { setTimeout } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

const runtime = createRequire(import.meta.url)('onnxruntime-node');
const create = runtime.InferenceSession.create.bind(runtime.InferenceSession);

const behaviours = {
  right: (outputs) => outputs,
  wrong: (outputs) => {
    for (const { data } of Object.values(outputs)) data.forEach((value, at) => (data[at] = value + 0.01));
    return outputs;
  },
  'no numbers': (outputs) => {
    for (const { data } of Object.values(outputs)) data.fill(NaN);
    return outputs;
  },
  slow: async (outputs) => {
    await setTimeout(300);
    return outputs;
  },
  dying: () => process.kill(process.pid, 'SIGSEGV'),
  hanging: () => {
    for (;;);
  },
};

runtime.InferenceSession.create = async (model, options) => {
  if (options.executionProviders[0] !== 'webgpu') return create(model, options);
  if (process.env.STAND_IN === 'refusing')
    throw new Error('/onnxruntime_src/onnxruntime/x.cc:136 Init() adapter was false. No supported adapters');
  const session = await create(model, { ...options, executionProviders: ['cpu'] });
  const run = session.run.bind(session);
  session.run = async (...given) => behaviours[process.env.STAND_IN](await run(...given));
  return session;
};

await import(pathToFileURL(process.env.ENGINE_SCRIPT).href);
