// Entry point of the thread of decoders that sharp has not: they are WebAssembly, block the thread they run in, and may be
// led astray by a file. `thread.ts` ends it in time.
import { parentPort } from 'node:worker_threads';
import { openBmp } from './decoders/bmp.ts';
import { openHeif } from './decoders/heif.ts';
import { openJp2 } from './decoders/jp2.ts';
import { openJxl } from './decoders/jxl.ts';
import { openPnm } from './decoders/pnm.ts';
import type { ForeignKind } from './kind.ts';
import type { Decode, DecodeOrder, DecodeSaid } from './pixels.ts';

const port = parentPort;
if (port === null) throw new Error('This file is started as a worker thread.');

const open: Readonly<Record<ForeignKind, () => Decode | Promise<Decode>>> = {
  heif: openHeif,
  jxl: openJxl,
  jp2: openJp2,
  bmp: openBmp,
  pnm: openPnm,
};
const opened = new Map<ForeignKind, Decode | Promise<Decode>>();

async function decode({ kind, bytes, sizeOnly }: DecodeOrder): Promise<void> {
  let said: DecodeSaid;
  try {
    let decoder = opened.get(kind);
    if (decoder === undefined) opened.set(kind, (decoder = open[kind]()));
    said = { value: await (await decoder)(bytes, sizeOnly) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    said = { error: reason.slice(0, 300) };
  }
  const data = 'value' in said ? said.value.data : undefined;
  port?.postMessage(said, data === undefined ? [] : [data.buffer as ArrayBuffer]);
}

port.on('message', (order: DecodeOrder) => void decode(order));
