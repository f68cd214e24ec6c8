// The shared gallery that this machine is connected to.
import { success, type Result } from '../../../models/failure.ts';
import type { GalleryStatus } from '../../../preload/contract.ts';
import type { Engine } from '../../engine/engine.ts';
import { forgetGallery, galleryStatus } from '../../commands/gallery.ts';
import { galleryEncoder } from '../../jobs/gallery/galleryNamer.ts';
import type { Services } from '../../services.ts';
import { readPreferences, writePreferences } from './preferences.ts';

/** What a server answers that a gallery can still be made in. */
const WITHOUT_GALLERY = 'not-found';

/**
 * Remembers nothing where the server does not let this user in, or where its people were embedded by another encoder.
 *
 * @param password replaces the one that is kept
 */
export async function connectGallery(
  services: Pick<Services, 'galleries'> & { readonly engine: Engine },
  gallery: string,
  password: string | undefined,
  signal: AbortSignal,
): Promise<Result<GalleryStatus>> {
  const { galleries, engine } = services;
  const address = await galleries.address(gallery);
  if (!address.ok) return address;
  const { url } = address.value;
  const before = await galleries.passwords.read(url);
  if (password !== undefined) {
    const written = await galleries.passwords.write(url, password);
    if (!written.ok) return written;
  }
  const tried = await tryConnection();
  if (!tried.ok) {
    if (password !== undefined) await galleries.passwords.write(url, before ?? null);
    return tried;
  }
  // What was opened with another password is opened anew.
  await galleries.leave(url);
  const written = await writePreferences({ ...(await readPreferences()), gallery: url });
  return written.ok ? tried : written;

  async function tryConnection(): Promise<Result<GalleryStatus>> {
    const status = await galleryStatus(services, { gallery: url });
    if (!status.ok) return status;
    const { server } = status.value;
    if ('problem' in server)
      return server.problem.kind === WITHOUT_GALLERY ? status : { ok: false, failure: server.problem };
    const encoder = await galleryEncoder(engine, server.encoder, signal);
    return encoder.ok ? status : encoder;
  }
}

/** The gallery stays as it is; nothing of it stays here. */
export async function disconnectGallery(services: Pick<Services, 'galleries'>): Promise<Result<void>> {
  const preferences = await readPreferences();
  const { gallery } = preferences;
  if (gallery !== null) {
    const forgotten = await forgetGallery(services, { gallery });
    if (!forgotten.ok) return forgotten;
    const written = await services.galleries.passwords.write(gallery, null);
    if (!written.ok) return written;
  }
  const written = await writePreferences({ ...preferences, gallery: null, byGallery: false });
  return written.ok ? success(undefined) : written;
}
