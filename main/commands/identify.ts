// Identification, by the checkpoint in use or by a shared gallery.
import type { Result } from '../../models/failure.ts';
import type { Answer, Request } from '../../preload/contract.ts';
import { openGalleryNamer } from '../jobs/gallery/galleryNamer.ts';
import { identifyPhotos } from '../jobs/identify/identifyPhotos.ts';
import { verifyPhotos } from '../jobs/identify/verifyPhotos.ts';
import type { Library } from '../library/library.ts';
import { builtInDetector, builtInEncoder } from '../registry/models.ts';
import { searchOf, type Services } from '../services.ts';
import type { Call } from './call.ts';

export function identify(
  services: Services,
  request: Request<'photos.identify'>,
  call: Call,
): Promise<Result<Answer<'photos.identify'>>> {
  const { gallery, ...rest } = request;
  if (gallery !== undefined) return identifyByGallery(services, gallery, rest, call);
  return services.readingLibrary((library) =>
    identifyPhotos(services.photoAnalyser(library, request), request, call),
  );
}

/** Needs no library, and is calibrated by the people of one that is there. */
export async function verify(
  services: Services,
  request: Request<'photos.verify'>,
  call: Call,
): Promise<Result<Answer<'photos.verify'>>> {
  const { engine, cohorts, workers } = services;
  const { detector = builtInDetector, encoder = builtInEncoder } = request;
  const parts = {
    engine,
    cohorts,
    workers,
    detector,
    encoder,
    search: searchOf(request),
  };
  const run = (library: Library | null) => verifyPhotos({ ...parts, library }, request, call);
  const verified = await services.keepingLibrary(run);
  return !verified.ok && verified.failure.kind === 'library-missing' ? run(null) : verified;
}

/** A machine that only names faces, such as one at a door, needs no library. */
async function identifyByGallery(
  services: Services,
  url: string,
  request: Request<'photos.identify'>,
  call: Call,
): Promise<Result<Answer<'photos.identify'>>> {
  const { engine, galleries } = services;
  const gallery = await galleries.open(url);
  if (!gallery.ok) return gallery;
  const source = gallery.value.source();
  call.emit('gallery', {
    gallery: url,
    people: gallery.value.people,
    copy: source.kind === 'copy' ? { from: source.from, why: source.why } : null,
  });
  const run = async (library: Library | null) => {
    const { fpir, top, detector = builtInDetector } = request;
    const namer = await openGalleryNamer(engine, library, gallery.value, {
      signal: call.signal,
      ...(fpir !== undefined && { fpir }),
      ...(top !== undefined && { top }),
    });
    if (!namer.ok) return namer;
    return identifyPhotos({ engine, detector, search: searchOf(request), namer: namer.value }, request, call);
  };
  const named = await services.readingLibrary(run);
  return !named.ok && named.failure.kind === 'library-missing' ? run(null) : named;
}
