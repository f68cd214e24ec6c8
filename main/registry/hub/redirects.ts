// Where a hub may send us: never to what is not HTTP, never from an encrypted connection to an open one, and never with a
// name and password in the address.

export type Followed =
  { readonly ok: true; readonly url: string } | { readonly ok: false; readonly why: string };

const refused = (why: string): Followed => ({ ok: false, why });

/** An address that a hub can have. Open HTTP is for mirrors that the user named, on this machine or their own network. */
export function isHub(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const url = new URL(address);
  return isWeb(url) && !hasPassword(url);
}

/**
 * The address that `location`, the header of an answer from `from`, leads to.
 *
 * @param from an address of which `isHub` holds, or that was followed from one
 */
export function follow(from: string, location: string | null): Followed {
  if (location === null) return refused('redirects without saying where');
  if (!URL.canParse(location, from)) return refused('redirects to what is not an address');
  const url = new URL(location, from);
  if (!isWeb(url)) return refused(`redirects to ${url.protocol} instead of https:`);
  if (hasPassword(url)) return refused('redirects to an address with a password in it');
  const source = new URL(from);
  const open = url.protocol === 'http:';
  if (open && source.protocol === 'https:') return refused('redirects from https: to http:');
  if (open && url.host !== source.host && !isLoopback(url))
    return refused(`redirects to ${url.host} without https:`);
  return { ok: true, url: url.href };
}

const isWeb = ({ protocol }: URL): boolean => protocol === 'https:' || protocol === 'http:';

const hasPassword = ({ username, password }: URL): boolean => username !== '' || password !== '';

const isLoopback = ({ hostname }: URL): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
