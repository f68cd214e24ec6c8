// Asks an Immich server by its REST interface (api.immich.app): requests in small number, tried again where the server is busy,
// and never sent to another address.
import { setTimeout as sleep } from 'node:timers/promises';
import { failed, success, type FailureKind, type Result } from '../../../models/failure.ts';
import { printable } from '../../../models/printable.ts';

/** Milliseconds until the first byte of an answer. */
const PATIENCE = 30_000;
/** Milliseconds between two parts of it. */
const STALLED = 60_000;
const TRIES = 5;
/** Milliseconds before the second try; each further one waits twice as long. */
const PAUSE = 500;
/** What a server may ask to be left alone for. */
const LONGEST_PAUSE = 60_000;

const LARGEST_JSON = 64e6;

export interface ImmichServer {
  /** Its address, without `/api`. */
  readonly address: string;
  readonly key: string;
  /** Milliseconds of the first pause; tests do not wait. */
  readonly pause?: number;
}

interface Wanted {
  readonly path: string;
  /** Posted as JSON; a GET where it is left out. */
  readonly body?: unknown;
  /** Bytes of the answer at most. */
  readonly largest?: number;
}

/** Fails with `network`, `no-permission`, `not-found`, `bad-arguments` or `cancelled`. */
export async function askImmich(
  server: ImmichServer,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<Result<Uint8Array>> {
  let pause = server.pause ?? PAUSE;
  for (let tries = 1; ; tries++) {
    const asked = await once(server, wanted, signal);
    if (asked.ok || asked.again === null || tries === TRIES || signal.aborted)
      return asked.ok ? success(asked.value) : asked.answer;
    await sleep(Math.min(asked.again * 1000 || pause, LONGEST_PAUSE), undefined, { signal }).catch(() => {});
    pause *= 2;
  }
}

export async function askJson(
  server: ImmichServer,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<Result<unknown>> {
  const answer = await askImmich(server, { largest: LARGEST_JSON, ...wanted }, signal);
  if (!answer.ok) return answer;
  try {
    return success(JSON.parse(Buffer.from(answer.value).toString('utf8')) as unknown);
  } catch (error) {
    if (error instanceof SyntaxError) return notImmich(server.address);
    throw error;
  }
}

type Once =
  | { readonly ok: true; readonly value: Uint8Array }
  /** `again`: seconds after which to try again, 0 where the server does not say; null: not at all. */
  | { readonly ok: false; readonly answer: Result<never>; readonly again: number | null };

const final = (answer: Result<never>): Once => ({ ok: false, answer, again: null });

async function once(
  { address, key }: ImmichServer,
  { path, body, largest = LARGEST_JSON }: Wanted,
  signal: AbortSignal,
): Promise<Once> {
  const late = new AbortController();
  const wait = (time: number) => setTimeout(() => late.abort(new Error('it does not answer')), time);
  let alarm = wait(PATIENCE);
  try {
    const response = await fetch(`${address}/api/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        'x-api-key': key,
        accept: 'application/json, */*',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      // Whoever it sends on to would get the key.
      redirect: 'manual',
      signal: AbortSignal.any([signal, late.signal]),
    });
    const { status, headers } = response;
    if (status >= 300) {
      const said = await firstOf(response);
      const again = status === 429 || status === 408 || status >= 500 ? secondsOf(headers) : null;
      return { ok: false, answer: refusal(address, status, headers, said), again };
    }
    const parts: Uint8Array[] = [];
    let length = 0;
    for await (const part of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      clearTimeout(alarm);
      alarm = wait(STALLED);
      length += part.length;
      if (length > largest) {
        return final(
          failed(
            'bad-arguments',
            `${address} sent more than ${Math.round(largest / 1e6)} MB.`,
            'Leave this photo out.',
          ),
        );
      }
      parts.push(part);
    }
    return { ok: true, value: Buffer.concat(parts) };
  } catch (error) {
    if (signal.aborted)
      return final(failed('cancelled', 'The import was cancelled.', 'Start it again when you like.'));
    return { ok: false, answer: unreachable(address, error), again: 0 };
  } finally {
    clearTimeout(alarm);
  }
}

/** Of what a server says of itself no more than a line is shown. */
async function firstOf(response: Response): Promise<string> {
  const text = await response.text().catch(() => '');
  try {
    const { message } = JSON.parse(text) as { message?: unknown };
    return typeof message === 'string' ? printable(message, 200) : '';
  } catch {
    return '';
  }
}

const secondsOf = (headers: Headers): number => {
  const seconds = Number(headers.get('retry-after') ?? 0);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : 0;
};

function refusal(address: string, status: number, headers: Headers, said: string): Result<never> {
  const why = said === '' ? `error ${status}` : `${said} (${status})`;
  const answer = (kind: FailureKind, message: string, advice: string) => failed(kind, message, advice);
  if (status < 400) {
    const to = printable(headers.get('location') ?? '', 200);
    return answer(
      'bad-arguments',
      `${address} sends on to ${to}, where the API key is not sent.`,
      'Give the address that answers itself, as the browser shows it in the end.',
    );
  }
  if (status === 401)
    return answer(
      'no-permission',
      `${address} does not take the API key: ${why}.`,
      'Make a new one in Immich.',
    );
  if (status === 403) {
    return answer(
      'no-permission',
      `The API key may not do that on ${address}: ${why}.`,
      'Make one with the permissions person.read, face.read, asset.read and asset.download.',
    );
  }
  if (status === 404)
    return answer(
      'not-found',
      `${address} does not have that: ${why}.`,
      'Check the address, and that it is Immich.',
    );
  return answer('network', `${address} answers with ${why}.`, 'Try again later: what was imported stays.');
}

export const notImmich = (address: string): Result<never> =>
  failed(
    'bad-arguments',
    `${address} does not answer as Immich does.`,
    'Check the address; a page for signing in may stand before it. Immich 1.118 and later are known.',
  );

function unreachable(address: string, error: unknown): Result<never> {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const { code } = cause as NodeJS.ErrnoException;
  const why = code ?? (cause instanceof Error ? printable(cause.message, 200) : 'nobody knows why');
  return failed('network', `${address} cannot be reached: ${why}.`, 'Check the address and the connection.');
}
