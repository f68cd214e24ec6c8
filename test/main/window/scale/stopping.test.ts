// Whoever stops the learning of ten thousand faces is heard at once: in a window within 200 ms, at the prompt within a second.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openApplication } from '../../../../main/application.ts';
import { startEngine } from '../../../../main/engine/client.ts';
import { builtInEncoder, resolveModel } from '../../../../main/registry/models.ts';
import { openManyFaces } from '../../../support/manyFaces.ts';
import { cancelFinetune, interruptFinetune } from '../../../support/stopping.ts';
import { temporaryFolder, valueOf } from '../../library/support/libraries.ts';

test('a finetune is over soon after it is cancelled, and after Ctrl-C', async () => {
  const place = join(temporaryFolder(), 'library');
  const engine = startEngine({ resolveModel });
  const encoder = valueOf(await engine.encoder(builtInEncoder));
  await engine.close();
  await (await openManyFaces(place, encoder, 10_000, 1000)).close();

  const application = openApplication({ library: place });
  const cancelled = await cancelFinetune(application, 1);
  await application.close();
  expect(cancelled.end).toMatchObject({ kind: 'cancelled' });
  expect(cancelled.waited).toBeLessThan(200);

  const { end, waited } = await interruptFinetune(place, 2);
  expect(end).not.toBe(0);
  expect(waited).toBeLessThan(1000);
});
