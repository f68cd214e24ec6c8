// Commands on shared galleries.
import { success, type Result } from '../../models/failure.ts';
import type { Answer, GalleryStatus, Request } from '../../preload/contract.ts';
import { copyFolder, forgetCopy, readCopyState } from '../gallery/copy/copyFiles.ts';
import { eraseFromGallery, galleryState, publish } from '../gallery/publish.ts';
import { publishPeople } from '../jobs/gallery/publishPeople.ts';
import type { Services } from '../services.ts';
import type { Call } from './call.ts';

export async function publishToGallery(
  services: Services,
  { gallery, people }: Request<'gallery.publish'>,
  call: Call,
): Promise<Result<Answer<'gallery.publish'>>> {
  const address = await services.galleries.address(gallery);
  if (!address.ok) return address;
  const { background: engine, cohorts } = services;
  const published = await services.keepingLibrary((library) =>
    publishPeople(
      {
        ...{ engine, cohorts, library },
        publish: (publication) => publish(address.value, publication),
      },
      people,
      call,
    ),
  );
  return published.ok ? success({ gallery: address.value.url, ...published.value }) : published;
}

/** Answers where the server is away, too: then with what it says, and with the copy. */
export async function galleryStatus(
  { galleries }: Pick<Services, 'galleries'>,
  { gallery }: Request<'gallery.status'>,
): Promise<Result<GalleryStatus>> {
  const address = await galleries.address(gallery);
  if (!address.ok) return address;
  const { url } = address.value;
  const [state, copy] = await Promise.all([
    galleryState(address.value),
    readCopyState(copyFolder(galleries.folder, url)),
  ]);
  return success({
    gallery: url,
    server: state.ok
      ? {
          people: state.value.people,
          encoder: state.value.terms.encoder,
          pgvector: state.value.pgvector,
          mayEnrol: state.value.mayEnrol,
        }
      : { problem: state.failure },
    copy: copy === null ? null : { people: copy.people, from: copy.from },
  });
}

export async function eraseFromShared(
  { galleries }: Services,
  { gallery, person }: Request<'gallery.erase'>,
): Promise<Result<Answer<'gallery.erase'>>> {
  const address = await galleries.address(gallery);
  if (!address.ok) return address;
  const left = await eraseFromGallery(address.value, person);
  if (!left.ok) return left;
  // What was copied here goes at once, not when the gallery is used next.
  const synced = await galleries.sync(address.value);
  return synced.ok ? success({ person, people: left.value }) : synced;
}

export async function forgetGallery(
  { galleries }: Pick<Services, 'galleries'>,
  { gallery }: Request<'gallery.forget'>,
): Promise<Result<Answer<'gallery.forget'>>> {
  const address = await galleries.address(gallery);
  if (!address.ok) return address;
  await galleries.leave(address.value.url);
  const forgotten = await forgetCopy(copyFolder(galleries.folder, address.value.url));
  return forgotten.ok ? success({ forgotten: forgotten.value }) : forgotten;
}
