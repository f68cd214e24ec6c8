// A large library as a folder: photos, crops, catalogues, and embeddings as if the built-in encoder had made them.
import { startEngine } from '../../../main/engine/client.ts';
import { openLibrary } from '../../../main/library/open.ts';
import { builtInEncoder, resolveModel } from '../../../main/registry/models.ts';
import { rowOf } from '../../../models/linear/vectors.ts';
import { writeLargeFolder, type Size } from '../../bench/scale/library/largeFolder.ts';
import { drawFaces } from '../../support/manyFaces.ts';
import { valueOf } from '../../bench/support/parts.ts';

/** Photos of each person among those without a name. */
const EACH = 10;

export async function writeLargeLibrary(folder: string, size: Size): Promise<void> {
  await writeLargeFolder(folder, size);
  const engine = startEngine({ resolveModel });
  const encoder = valueOf(await engine.encoder(builtInEncoder));
  await engine.close();
  const library = valueOf(await openLibrary(folder));
  const nobodys = library.faceKeys({ person: null });
  const groups = [
    ...library.people().map(({ id }) => library.faceKeys({ person: id })),
    ...Array.from({ length: Math.ceil(nobodys.length / EACH) }, (_, at) =>
      nobodys.slice(at * EACH, (at + 1) * EACH),
    ),
  ];
  const largest = Math.max(...groups.map(({ length }) => length));
  const { dimensions } = encoder;
  // Row i shows person i % groups.
  const drawn = drawFaces(largest * groups.length, groups.length, dimensions);
  const cache = valueOf(await library.embeddings(encoder));
  const embedded = groups.flatMap((faces, who) =>
    faces.map(({ id }, at) => [id, rowOf(drawn, at * groups.length + who, dimensions)] as const),
  );
  valueOf(await cache.put(embedded));
  await library.close();
}
