// What a page may say on its socket, checked before anything acts on it: it may be anything.
import { decode } from '@msgpack/msgpack';
import { z } from 'zod';
import { isBounded } from './messageBounds.ts';

/** Close codes of RFC 6455, section 7.4.1. */
export const closeCode = { unsupported: 1003, malformed: 1007, policy: 1008, bug: 1011 } as const;

/** A call as birpc writes it: no answers are expected from a page. */
const callSchema = z.object({
  t: z.literal('q'),
  i: z.string().max(64).optional(),
  m: z.enum(['call', 'cancel']),
  a: z.array(z.unknown()).max(3),
});

export type PageCall = z.infer<typeof callSchema>;

/** The call in one frame, or the code with which its socket is to be closed. */
export function readCall(data: Uint8Array, isBinary: boolean): PageCall | number {
  const message = readMessage(data, isBinary);
  if (typeof message === 'number') return message;
  const call = callSchema.safeParse(message.value);
  return call.success ? call.data : closeCode.policy;
}

/** What one frame says, whatever it is, or the code with which its socket is to be closed. */
export function readMessage(data: Uint8Array, isBinary: boolean): { readonly value: unknown } | number {
  if (!isBinary) return closeCode.unsupported;
  if (!isBounded(data)) return closeCode.malformed;
  try {
    return { value: decode(data) };
  } catch {
    // It has the form of a message, but a key that is a number's or a prototype's, or text that is not text.
    return closeCode.malformed;
  }
}
