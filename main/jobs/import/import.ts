// Import: photo files become photos, faces and embeddings in the library. Running it again changes nothing that is
// done and does what is not, so an import that was interrupted is resumed by repeating it.
import { success, type Result } from '../../../models/failure.ts';
import type { ImportReport, ImportRequest } from '../../../preload/contract.ts';
import { addFiles } from './files.ts';
import type { ImportParts, ImportCall } from './parts.ts';
import { openEmbeddings } from '../faces/openEmbeddings.ts';
import { planImport } from './plan.ts';
import { nameFaces } from './names.ts';
import { nameByTags } from './tags.ts';
import { Tally } from './tally.ts';
import { cancelled } from '../call.ts';

/**
 * Files that cannot be used are skipped and reported. An import that stops early after it has brought something in ends
 * well, with `stopped` in its report; one that stops before that fails.
 */
export async function importPhotos(
  parts: ImportParts,
  request: ImportRequest,
  call: ImportCall,
): Promise<Result<ImportReport>> {
  const { engine, library } = parts;
  const { signal } = call;
  const plan = await planImport(library, request, signal, parts.only);
  if (!plan.ok) return plan;
  const encoder = await engine.encoder(parts.encoder, signal);
  if (!encoder.ok) return encoder;
  const embeddings = await openEmbeddings(library, encoder.value);
  if (!embeddings.ok) return embeddings;

  const { origin } = plan.value;
  const inPlace = request.inPlace === true && request.kind !== 'immich';
  const live = request.live ?? false;
  const tools = { ...parts, embeddings: embeddings.value, inPlace, live, ...(origin && { origin }) };
  const tally = new Tally(plan.value, (skipped) => call.emit('skipped', skipped));
  for (const { path, reason } of plan.value.skipped) tally.skip(path, reason);
  const { claims, tags } = await addFiles(tools, plan.value.groups, tally, call);
  if (signal.aborted) tally.stop(cancelled('The import', 'Start it again to import the rest.').failure);
  const tagged = tally.stopped === null ? await nameByTags(tools, tags, tally, signal) : [];
  if (tally.stopped === null) await nameFaces(tools, [...claims, ...tagged], tally, signal);
  const { arrivals, named, drawn, ignored, denied } = tally;
  call.changed?.({ photos: arrivals.map(({ photo }) => photo), named, drawn, ignored, denied });
  return tally.stopped !== null && tally.arrivals.length === 0
    ? { ok: false, failure: tally.stopped }
    : success(tally.report(library));
}
