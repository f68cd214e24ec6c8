// What a PostgreSQL server or the way to it answers when it will not, in words.
import { failed, type FailureKind } from '../../../models/failure.ts';

type Words = readonly [kind: FailureKind, what: string, advice: string];

const LATER = 'Try again later; until then the last copy is used.';

/** By SQLSTATE (https://www.postgresql.org/docs/current/errcodes-appendix.html), by Node's and by OpenSSL's codes. */
const WORDS: Readonly<Record<string, Words>> = {
  '28P01': ['no-permission', 'does not accept the password', 'Check PGPASSWORD and the user in the address.'],
  '28000': [
    'no-permission',
    'does not let this user in',
    'Check the user in the address, and the server’s pg_hba.conf.',
  ],
  '3D000': ['not-found', 'has no such database', 'Check the address, or make it there: createdb NAME'],
  '42501': [
    'no-permission',
    'does not allow this user to do that',
    'Ask for the role that it takes: GRANT facet_reader or facet_enroller TO the user.',
  ],
  '53100': [
    'disk-full',
    'cannot write: its disk is full',
    'Free some space there, then try again: nothing was changed.',
  ],
  '53300': ['busy', 'has too many connections', LATER],
  '57P01': ['network', 'was shut down', LATER],
  '57P02': ['network', 'has crashed', LATER],
  '57P03': ['busy', 'is starting or stopping', LATER],
  '25006': ['no-permission', 'can only be read', 'Use the address of the server that is written to.'],
  CERT_HAS_EXPIRED: [
    'network',
    'shows a certificate that has expired',
    'Renew it on the server; nothing was sent to it.',
  ],
  CERT_NOT_YET_VALID: [
    'network',
    'shows a certificate that is not valid yet',
    'Check the clocks of both machines; nothing was sent to it.',
  ],
  ERR_TLS_CERT_ALTNAME_INVALID: [
    'network',
    'shows a certificate for another name',
    'Use the name that the certificate is for; nothing was sent to it.',
  ],
  ECONNREFUSED: ['network', 'does not answer', LATER],
  ECONNRESET: ['network', 'ended the connection', LATER],
  EPIPE: ['network', 'ended the connection', LATER],
  ETIMEDOUT: ['network', 'does not answer', LATER],
  EHOSTUNREACH: ['network', 'cannot be reached', LATER],
  ENETUNREACH: ['network', 'cannot be reached', LATER],
  ENOTFOUND: ['network', 'is not known by that name', 'Check the address and the network.'],
  EAI_AGAIN: ['network', 'is not known by that name at the moment', 'Check the network.'],
  ENOENT: ['network', 'does not answer', LATER],
};

for (const code of [
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]) {
  (WORDS as Record<string, Words>)[code] = [
    'network',
    'shows a certificate that this machine does not trust',
    'Name the authority’s certificate: PGSSLROOTCERT=FILE; nothing was sent to it.',
  ];
}

/** Failures in whose time the last copy serves. */
export const AWAY: ReadonlySet<FailureKind> = new Set(['network', 'busy']);

/** The failure behind an error of the connection; throws the error where it is a bug. */
export function serverFailure(error: unknown, name: string) {
  const { code, message, errors } = error as {
    readonly code?: string;
    readonly message?: string;
    readonly errors?: readonly { readonly code?: string }[];
  };
  const known = WORDS[code ?? errors?.[0]?.code ?? ''] ?? byMessage(message ?? '');
  if (known === null) throw error;
  const [kind, what, advice] = known;
  return failed(kind, `The gallery at ${name} ${what}.`, advice);
}

/** What `pg` says without a code. */
function byMessage(message: string): Words | null {
  if (/Connection terminated|Client has encountered|not queryable|Client was closed/i.test(message))
    return ['network', 'ended the connection', LATER];
  // Of a connection, and of a query: a server that is busy for a minute is as good as away.
  if (/timeout expired|query read timeout/i.test(message)) return ['network', 'does not answer', LATER];
  if (/does not support SSL/i.test(message)) {
    return [
      'network',
      'does not encrypt connections',
      'Turn TLS on there, or add ?sslmode=disable to the address on a network of your own.',
    ];
  }
  if (/password must be a string|no password/i.test(message))
    return ['no-permission', 'asks for a password', 'Set PGPASSWORD.'];
  return null;
}
