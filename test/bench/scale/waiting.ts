// How long a window waits for the main thread, a cancel for its answer, and Ctrl-C for the prompt, with 10,000 faces.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openApplication } from '../../../main/application.ts';
import { startEngine } from '../../../main/engine/client.ts';
import { builtInEncoder, resolveModel } from '../../../main/registry/models.ts';
import { longestBlock } from '../../support/eventLoop.ts';
import { openManyFaces } from '../../support/manyFaces.ts';
import { cancelFinetune, interruptFinetune } from '../../support/stopping.ts';
import { valueOf } from '../support/parts.ts';
import type { Report } from '../support/interleaved.ts';
import { verdictOn } from '../support/verdicts.ts';

const FACES = 10_000;
const PEOPLE = 200;

const quiet = { signal: new AbortController().signal, emit: () => undefined };

export async function reportWaiting(report: Report, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const place = join(folder, 'library');
  const engine = startEngine({ resolveModel });
  const encoder = valueOf(await engine.encoder(builtInEncoder));
  await engine.close();
  const library = await openManyFaces(place, encoder, FACES, PEOPLE);
  await library.close();

  const application = openApplication({ library: place });
  valueOf(await application.run('people.list', {}, quiet));
  for (const command of ['finetune', 'evaluate'] as const) {
    const { value, longest } = await longestBlock(() =>
      application.run(command, { encoder: builtInEncoder }, quiet),
    );
    valueOf<unknown>(value);
    report(
      `${command} of ${FACES} faces: the main thread busy for ${longest.toFixed(0)} ms at most${verdictOn(longest, 50, ' ms')}`,
    );
  }
  const cancelled = await cancelFinetune(application, 1);
  if (cancelled.end === null) throw new Error('the finetune was done before it was cancelled');
  report(`cancel answered after ${cancelled.waited.toFixed(0)} ms${verdictOn(cancelled.waited, 200, ' ms')}`);
  await application.close();
  const { end, waited } = await interruptFinetune(place, 2);
  if (end === 0) throw new Error('the finetune was done before Ctrl-C was pressed');
  report(`Ctrl-C: facet finetune ended after ${waited.toFixed(0)} ms${verdictOn(waited, 1000, ' ms')}`);
}
