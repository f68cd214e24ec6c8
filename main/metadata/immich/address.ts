// The server that a user names, and the key to it: from the request, the environment or the system's keychain. It is sent to that
// server alone, and stands in no message.
import { execFile } from 'node:child_process';
import { failed, success, type Result } from '../../../models/failure.ts';

/** Where the key is looked for in the environment. */
export const KEY_VARIABLE = 'FACET_IMMICH_KEY';

/** `https://photos.example`, or with a path where the server has one; without `/api` and whatever follows. */
export function parseServer(text: string): Result<string> {
  try {
    const url = new URL(/^https?:\/\//i.test(text) ? text : `https://${text}`);
    if (url.username !== '' || url.password !== '') {
      return failed(
        'bad-arguments',
        `The address of ${url.host} has a name or password in it, which Immich does not know.`,
        `Leave them out, and give an API key: ${KEY_VARIABLE}`,
      );
    }
    return success(url.origin + url.pathname.replace(/\/+$/, '').replace(/\/api$/, ''));
  } catch {
    return failed(
      'bad-arguments',
      `${text} is not the address of a server.`,
      'Write it as in the browser, from https on.',
    );
  }
}

/** @param given as the user typed it for this once */
export async function findKey(server: string, given: string | undefined): Promise<Result<string>> {
  const key = (given ?? process.env[KEY_VARIABLE] ?? (await readKeychain(server)) ?? '').trim();
  if (key === '') {
    return failed(
      'bad-arguments',
      `Immich on ${server} needs an API key, and none was given.`,
      `Make one in Immich (account settings, API keys: person.read, face.read, asset.read, asset.download) and set ${KEY_VARIABLE}, or keep it in the keychain${keepAs(server)}.`,
    );
  }
  return /^[\x21-\x7e]{1,500}$/.test(key)
    ? success(key)
    : failed('bad-arguments', 'The API key has characters that no key has.', 'Copy it from Immich again.');
}

const SERVICE = 'facet-immich';

/** The program that asks the keychain, by the kind of system. */
const programs: Partial<Record<NodeJS.Platform, (server: string) => readonly [string, readonly string[]]>> = {
  linux: (server) => ['secret-tool', ['lookup', 'service', SERVICE, 'server', server]],
  darwin: (server) => ['security', ['find-generic-password', '-s', SERVICE, '-a', server, '-w']],
};

function keepAs(server: string): string {
  if (process.platform === 'linux')
    return `: secret-tool store --label "Facet" service ${SERVICE} server ${server}`;
  return process.platform === 'darwin'
    ? `: security add-generic-password -s ${SERVICE} -a ${server} -w`
    : ' of a system that has one';
}

async function readKeychain(server: string): Promise<string | undefined> {
  const program = programs[process.platform]?.(server);
  if (program === undefined) return undefined;
  return new Promise((resolve) => {
    execFile(program[0], program[1], { timeout: 20_000 }, (error, stdout) =>
      resolve(error === null && stdout !== '' ? stdout : undefined),
    );
  });
}
