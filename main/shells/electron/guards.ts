// Electron's security checklist: own schemes, no navigation, no new windows, permissions, whose messages count.
import { app, protocol, session, type WebFrameMain } from 'electron';
import type { WindowApplication } from '../../window/application.ts';
import { contentSecurityPolicy, neverStored, pageHeaders, pictureType, readAsset } from '../security.ts';

const ORIGIN = 'app://facet';
export const PAGE = `${ORIGIN}/`;

const privileges = { standard: true, secure: true, supportFetchAPI: true };

export function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges },
    { scheme: 'facet-image', privileges: { ...privileges, supportFetchAPI: false } },
  ]);
}

const refusal = (): Response => new Response(null, { status: 404 });
/** For a picture that went while it was waited for: nothing is wrong with asking. */
const nothing = (): Response => new Response(null, { status: 204 });

export function serveProtocols(application: WindowApplication): void {
  const headers = pageHeaders(contentSecurityPolicy({ images: 'facet-image:' }));
  protocol.handle('app', async ({ url, method }) => {
    const { host, pathname } = new URL(url);
    const asset = method === 'GET' && host === 'facet' ? await readAsset(decodeURIComponent(pathname)) : null;
    return asset === null
      ? refusal()
      : new Response(asset.bytes, { headers: { ...headers, 'Content-Type': asset.type } });
  });
  // facet-image://crop/HASH, cover/HASH and photo/HASH, a hash that the library knows, or facet-image://measured/ID, an id
  // that the last evaluation gave a photo: never a path.
  protocol.handle('facet-image', async ({ url, method }) => {
    const { host, pathname } = new URL(url);
    const bytes = method === 'GET' ? await application.picture(host, pathname.slice(1)) : null;
    if (bytes?.length === 0) return nothing();
    const type = bytes && pictureType(bytes);
    if (bytes === null || type === null) return refusal();
    return new Response(bytes.slice(), { headers: { 'Content-Type': type, ...neverStored } });
  });
}

/** Whether a message or request comes from our own page, at the top of its window. */
export const isOurs = (frame: WebFrameMain | null): boolean =>
  frame !== null && frame.parent === null && frame.url.startsWith(PAGE);

/**
 * To be called before Electron is ready. Chromium connects by itself too (dictionaries, proxy discovery), which no request
 * handler sees: it finds no host, and asks for no proxy.
 */
export function guardNetwork(): void {
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.commandLine.appendSwitch('no-proxy-server');
  // A peer connection would join the network's multicast DNS to hide this machine's addresses.
  app.commandLine.appendSwitch('disable-features', 'WebRtcHideLocalIpsWithMdns');
}

/** Holds for every page that is ever made, whoever makes it. */
export function guardContents(): void {
  // Chromium cannot sandbox root's processes; the flag says so, and pages stay without Node all the same.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  app.on('web-contents-created', (_created, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    // WebRTC's packets pass both the content security policy and request handlers.
    contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  });
}

/** The camera for our own page, nothing else for anybody; no request leaves this machine. */
export function guardSession(): void {
  const own = session.defaultSession;
  own.setPermissionRequestHandler((contents, permission, answer, details) => {
    const wanted = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    const camera = permission === 'media' && wanted.length > 0 && wanted.every((type) => type === 'video');
    answer(camera && isOurs(contents.mainFrame) && details.isMainFrame);
  });
  own.setPermissionCheckHandler((_contents, permission, origin, details) => {
    const fromUs = origin === PAGE || origin === ORIGIN;
    return permission === 'media' && details.mediaType !== 'audio' && fromUs;
  });
  own.setDevicePermissionHandler(() => false);
  // It fetches a dictionary for the system's language as soon as the session starts, whether or not a page checks spelling.
  own.setSpellCheckerLanguages([]);
  // Pictures are never stored, but an earlier Facet let the profile keep them: of people, too, who were erased since.
  own
    .clearCache()
    .catch((error: unknown) => console.error(`The cache of the window cannot be cleared: ${String(error)}`));
  own.webRequest.onBeforeRequest((details, answer) => {
    answer({ cancel: !/^(app|facet-image|blob|devtools):/.test(details.url) });
  });
}
