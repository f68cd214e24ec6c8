// What pages get for a hash: the library's bytes, nothing for what went while they waited, and null for what it never had.
import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Pictures } from '../../../../main/window/pictures/pictures.ts';
import { makeLibrary, valueOf } from '../../library/support/libraries.ts';
import { samplePhoto } from '../../library/support/samples.ts';

test('somebody erased while a page waits for their cover: no bytes, which is not the same as unknown', async () => {
  const library = await makeLibrary();
  const { id: ada } = valueOf(await library.createPerson('Ada'));
  const photo = samplePhoto('portrait', [ada]);
  valueOf(await library.addPhoto(photo));
  const [face] = photo.faces;
  const pictures = new Pictures();

  // A sample's photo is not a picture, so its crop has to do.
  expect(Buffer.from((await pictures.read(library, 'cover', face.id)) ?? [])).toEqual(Buffer.from(face.png));
  expect(await pictures.read(library, 'crop', face.id)).toEqual(new Uint8Array(face.png));

  const waiting = pictures.read(library, 'cover', face.id);
  // In this very turn, as erasing takes a while and reading may be faster.
  rmSync(valueOf(library.face(face.id)).cropPath);
  valueOf(await library.removePerson(ada));
  expect(await waiting).toEqual(new Uint8Array());

  expect(await pictures.read(library, 'cover', face.id)).toBeNull();
  expect(await pictures.read(library, 'crop', '0'.repeat(64))).toBeNull();
  expect(await pictures.read(library, 'crop', '../facet.json')).toBeNull();
});
