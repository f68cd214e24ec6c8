// How many channels ONNX Runtime's convolutions on this computer's processor compute at once.
import { blockOf, blockProbe, encodeModel } from '../../../../models/graph/index.ts';
import { Tensor } from '../../onnxRuntime.ts';
import type { Sessions } from '../../networks/sessions.ts';

/** Null where the runtime has no blocked layout for this processor; then convolutions are computed as they are. */
export async function channelBlock(sessions: Sessions): Promise<number | null> {
  const { x, shape, y } = blockProbe;
  const network = { bytes: encodeModel({ outputs: { y } }), folder: '.' };
  const opened = await sessions.open('the probe of blocked layouts', network);
  if (!opened.ok) return null;
  const results = await opened.value.run({ x: new Tensor('float32', x, shape) });
  await sessions.release(opened.value);
  const block = blockOf(results['y'].data as Float32Array);
  return block > 1 ? block : null;
}
