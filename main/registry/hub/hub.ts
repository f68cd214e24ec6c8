// Talks to the model hub: where a file is, how long it is and what its checksum must be. The reference for the
// protocol is huggingface_hub's file_download.py. Nothing that a hub says is believed without a limit.
import { failed, type Failure } from '../../../models/failure.ts';
import { printable } from '../../../models/printable.ts';
import { follow, isHub } from './redirects.ts';

/** The checksum that the hub states: SHA-256 for large files, git's blob hash (SHA-1) for small ones. */
interface Checksum {
  readonly kind: 'sha256' | 'git-blob';
  readonly hex: string;
}

export interface RemoteFile {
  readonly url: string;
  readonly bytes: number;
  readonly checksum: Checksum;
}

/** Base of the hub's addresses; `FACET_HUB` names a mirror. */
const hubAddress = (): string => (process.env['FACET_HUB'] ?? 'https://huggingface.co').replace(/\/+$/, '');

export const fileAddress = (repository: string, revision: string, file: string): string =>
  `${hubAddress()}/${repository}/resolve/${encodeURIComponent(revision)}/${encodeURIComponent(file)}`;

/** A failure says whether it may pass: the connection was cut, or the hub is busy. */
export type HubResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly failure: Failure; readonly passing: boolean };

export const arrived = <T>(value: T): HubResult<T> => ({ ok: true, value });

/** Plain bytes, please: a compressed answer has another length and no ranges. */
const plain = { 'accept-encoding': 'identity', 'user-agent': 'facet' };

/** A hub that has not answered for this long, in milliseconds, is not there. */
export const PATIENCE = 30_000;

/** How often a request is sent somewhere else, at most. */
const MOST_HOPS = 5;

/** Files larger than this are not models for faces: 16 GB. */
const LARGEST_FILE = 16e9;

interface Asking {
  readonly signal: AbortSignal;
  /** Milliseconds until the head of an answer must be there. */
  readonly patience?: number;
}

/**
 * Asks for a file's length and checksum without its content. The hub answers for itself with `x-linked-etag`
 * before it redirects to its storage, so redirects to other hosts are not followed; those inside the hub (a renamed
 * repository) are.
 *
 * @param pinned SHA-256 that the catalogue states; the hub must agree, or may say nothing
 */
export async function describeRemote(
  url: string,
  pinned: string | undefined,
  asking: Asking,
): Promise<HubResult<RemoteFile>> {
  if (!isHub(url)) return misnamed(url);
  let at = url;
  for (let hop = 0; hop < MOST_HOPS; hop++) {
    const response = await request(at, { method: 'HEAD', headers: plain }, asking);
    if (!response.ok) return response;
    const { status, headers } = response.value;
    const location = headers.get('location');
    const linked = headers.get('x-linked-etag');
    const length = headers.get(status < 300 ? 'content-length' : 'x-linked-size');
    if (status >= 300 && status < 400 && (linked === null || length === null)) {
      const next = follow(at, location);
      if (!next.ok) return unstated(url, next.why);
      if (new URL(next.url).origin !== new URL(at).origin) return unstated(url, 'states no checksum');
      at = next.url;
      continue;
    }
    if (status >= 400) return refusal(url, status);
    const checksum = stated(linked ?? headers.get('etag'));
    const size = headers.get('x-linked-size') ?? length ?? '';
    const bytes = /^\d{1,15}$/.test(size) ? Number(size) : 0;
    if (bytes <= 0) return unstated(url, 'does not say how long it is');
    if (bytes > LARGEST_FILE)
      return unstated(url, `offers a file of ${Math.round(bytes / 1e9)} GB, which is not a model`);
    if (pinned === undefined) {
      return checksum === null ? unstated(url, 'states no checksum') : arrived({ url, bytes, checksum });
    }
    if (checksum?.kind === 'sha256' && checksum.hex !== pinned) return replaced(url, checksum.hex);
    return arrived({ url, bytes, checksum: { kind: 'sha256', hex: pinned } });
  }
  return unstated(url, 'redirects in circles');
}

/**
 * Opens a file's content from byte `start` on. The answer may be the whole file (status 200) where the server does
 * not know ranges.
 */
export async function openRemote(
  file: RemoteFile,
  start: number,
  asking: Asking,
): Promise<HubResult<Response>> {
  const headers = start > 0 ? { ...plain, range: `bytes=${start}-` } : plain;
  let at = file.url;
  for (let hop = 0; hop < MOST_HOPS; hop++) {
    const response = await request(at, { headers }, asking);
    if (!response.ok) return response;
    const { status, headers: said, body } = response.value;
    if (status < 300) {
      const coding = said.get('content-encoding') ?? 'identity';
      if (coding === 'identity') return response;
      await body?.cancel();
      return unstated(
        file.url,
        `compresses its answer (${printable(coding, 20)}) although it was asked not to`,
      );
    }
    // 416: nothing is left to send; the caller sees that its part is already complete, or too long.
    if (status === 416) return response;
    await body?.cancel();
    if (status >= 400) return refusal(file.url, status);
    const next = follow(at, said.get('location'));
    if (!next.ok) return unstated(file.url, next.why);
    at = next.url;
  }
  return unstated(file.url, 'redirects in circles');
}

/** One request; where it is sent on to is for the caller to judge. */
async function request(
  url: string,
  init: RequestInit,
  { signal, patience = PATIENCE }: Asking,
): Promise<HubResult<Response>> {
  const late = new AbortController();
  const alarm = setTimeout(() => late.abort(new Error('it does not answer')), patience);
  try {
    const aborted = AbortSignal.any([signal, late.signal]);
    return arrived(await fetch(url, { ...init, redirect: 'manual', signal: aborted }));
  } catch (error) {
    return unreachable(url, error);
  } finally {
    clearTimeout(alarm);
  }
}

export function unreachable(url: string, error: unknown): HubResult<never> {
  const { code, text } = reasonOf(error);
  const failure = {
    kind: 'network',
    message: `${new URL(url).host} cannot be reached: ${text}.`,
    advice: 'Check the connection and try again: what has arrived is kept. Without a network, use --from.',
  } as const;
  return { ok: false, failure, passing: !['ENOTFOUND', 'ECONNREFUSED', 'ENETUNREACH'].includes(code) };
}

const reasons: Record<string, string> = {
  ENOTFOUND: 'its name is not known',
  EAI_AGAIN: 'no name server answers',
  ECONNREFUSED: 'it refuses the connection',
  ECONNRESET: 'the connection was cut',
  UND_ERR_SOCKET: 'the connection was cut',
  ENETUNREACH: 'there is no network',
  ETIMEDOUT: 'it does not answer',
  UND_ERR_CONNECT_TIMEOUT: 'it does not answer',
};

/** fetch hides the reason in its error's cause, and that may be one of several. */
function reasonOf(error: unknown): { code: string; text: string } {
  if (!(error instanceof Error)) return { code: '', text: String(error) };
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0]);
  if (error.cause !== undefined) return reasonOf(error.cause);
  const { code = '' } = error as NodeJS.ErrnoException;
  return { code, text: reasons[code] ?? error.message };
}

function refusal(url: string, status: number): HubResult<never> {
  const passing = status === 408 || status === 429 || status >= 500;
  const advice = passing
    ? 'Try again later: what has arrived is kept.'
    : 'Check FACET_HUB and FACET_CATALOGUE if they are set; else update Facet.';
  return { ...failed('network', `The hub answers ${status} for ${url}.`, advice), passing };
}

const unstated = (url: string, what: string): HubResult<never> => ({
  ...failed('network', `The hub ${what}: ${url}`, 'Check that FACET_HUB names a hub, or use --from.'),
  passing: false,
});

const misnamed = (url: string): HubResult<never> => ({
  ...failed(
    'bad-arguments',
    `FACET_HUB does not name a hub: ${url} is not an address without a password that begins with https:// or http://.`,
    'Fix the variable or unset it.',
  ),
  passing: false,
});

const replaced = (url: string, hex: string): HubResult<never> => ({
  ...failed(
    'checksum-mismatch',
    `The hub offers another file than Facet expects: ${url} has the checksum ${hex}.`,
    'Do not use it; tell whoever runs this hub.',
  ),
  passing: false,
});

function stated(etag: string | null): Checksum | null {
  const hex = etag?.replace(/^W\//, '').replaceAll('"', '') ?? '';
  if (/^[0-9a-f]{64}$/.test(hex)) return { kind: 'sha256', hex };
  return /^[0-9a-f]{40}$/.test(hex) ? { kind: 'git-blob', hex } : null;
}
