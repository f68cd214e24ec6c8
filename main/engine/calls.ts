// Checks what comes over the channel before it is a call: a message of another shape must end neither this process nor the
// call that it pretends to be.
import { failed, type Result } from '../../models/failure.ts';
import type { Channel, InstalledModel } from './protocol.ts';

/** What birpc posts to ask for a call (`t: 'q'`) and to answer one (`t: 's'`). */
interface Message {
  readonly t: 'q' | 's';
  /** Of the call; events have none. */
  readonly i?: unknown;
  readonly m?: unknown;
  readonly a?: unknown;
}

const isMessage = (message: unknown): message is Message =>
  typeof message === 'object' &&
  message !== null &&
  't' in message &&
  (message.t === 'q' || message.t === 's');

/** A call by name with a list of arguments, of which the first numbers it. */
function isCall({ m, a }: Message, methods: ReadonlySet<string>): boolean {
  return typeof m === 'string' && methods.has(m) && Array.isArray(a) && (a.length === 0 || isNumber(a[0]));
}

const isNumber = (call: unknown): boolean => typeof call === 'number' && Number.isSafeInteger(call);

/**
 * The channel without what is not a message. A question that cannot be asked is answered with an error, so that nobody
 * waits for it.
 *
 * @param methods that may be called, and no others: not what every object inherits
 */
export function checkedChannel(channel: Channel, methods: readonly string[]): Channel {
  const known = new Set(methods);
  return {
    post: (message) => channel.post(message),
    onMessage: (listener) =>
      channel.onMessage((message) => {
        if (!isMessage(message)) return;
        if (message.t === 's' || isCall(message, known)) listener(message);
        else if (typeof message.i === 'string' || typeof message.i === 'number')
          channel.post({
            t: 's',
            i: message.i,
            e: new Error('The engine was asked for something it cannot do.'),
          });
      }),
  };
}

/** Null where all are models as the client resolves them. */
export function unlikeModels(...models: readonly unknown[]): Result<never> | null {
  if (models.every(isModel)) return null;
  return failed('bad-arguments', 'The engine was given something that is not a model.', 'Start Facet again.');
}

function isModel(model: unknown): model is InstalledModel {
  if (typeof model !== 'object' || model === null) return false;
  const {
    manifest,
    folder,
    digest,
    parts = [],
  } = model as Partial<Record<keyof InstalledModel | 'parts', unknown>>;
  const isManifest =
    typeof manifest === 'object' && manifest !== null && 'id' in manifest && typeof manifest.id === 'string';
  if (!isManifest || typeof folder !== 'string' || typeof digest !== 'string') return false;
  return Array.isArray(parts) && parts.every(isModel);
}
