// A release on a loopback server, signed with a key of the test, and an installed AppImage to be replaced.
import { createHash, generateKeyPairSync } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach } from 'vitest';
import {
  DESCRIPTION,
  signDescription,
  SIGNATURE,
  type ReleaseDescription,
} from '../../../../../../main/shells/electron/updates/description.ts';
import type { Network } from '../../../../../../main/shells/electron/updates/network.ts';
import { sourceFor } from '../../../../../../main/shells/electron/updates/source.ts';
import { Updates } from '../../../../../../main/shells/electron/updates/updates.ts';

const pem = { type: 'pkcs8', format: 'pem' } as const;

export const keys = () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return {
    open: publicKey.export({ type: 'spki', format: 'der' }).toString('base64'),
    secret: privateKey.export(pem).toString(),
  };
};

const own = keys();

/** What is installed, and what the release brings. */
export const OLD = 'the Facet that is installed';
export const NEW = Buffer.alloc(300_000, 'the newer Facet ');

export const describeRelease = (version: string): ReleaseDescription => ({
  format: 1,
  version,
  date: '2026-11-30',
  notes: ['Faces are found sooner.'],
  files: [
    {
      name: `Facet-${version}-x86_64.AppImage`,
      platform: 'linux',
      arch: process.arch as 'x64' | 'arm64',
      bytes: NEW.length,
      sha512: createHash('sha512').update(NEW).digest('base64'),
    },
  ],
});

export interface Asked {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

export class Household {
  readonly folder = mkdtempSync(join(tmpdir(), 'facet-updates-'));
  readonly asked: Asked[] = [];
  readonly #files = new Map<string, Buffer | string>();
  readonly #server: Server;
  network: Network = 'usable';
  /** Bytes after which the server cuts the file off. */
  cutAfter = Infinity;
  #quit: ((code: number) => void)[] = [];
  #changes = 0;

  constructor() {
    this.#server = createServer((request, response) => {
      this.asked.push({ path: request.url ?? '', headers: request.headers });
      this.#answer(request.url ?? '', response);
    });
  }

  #answer(path: string, response: ServerResponse): void {
    const content = this.#files.get(path.slice(1));
    if (content === undefined) {
      response.writeHead(404).end();
      return;
    }
    const bytes = Buffer.from(content);
    response.writeHead(200, { 'content-length': bytes.length });
    if (bytes.length <= this.cutAfter) response.end(bytes);
    else response.write(bytes.subarray(0, this.cutAfter), () => response.destroy());
  }

  get appImage(): string {
    return join(this.folder, 'Facet.AppImage');
  }

  get installed(): string {
    return readFileSync(this.appImage, 'utf8');
  }

  get changes(): number {
    return this.#changes;
  }

  async open(): Promise<void> {
    mkdirSync(join(this.folder, 'data'));
    writeFileSync(this.appImage, OLD);
    process.env['APPIMAGE'] = this.appImage;
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
    delete process.env['APPIMAGE'];
    rmSync(this.folder, { recursive: true });
  }

  /** The server is switched off. */
  away(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  /** @param secret who signs; `file` is what the server has for the announced one */
  release(version: string, { secret = own.secret, file = NEW } = {}): void {
    const description = describeRelease(version);
    const { text, signature } = signDescription(description, secret);
    this.put(DESCRIPTION, text);
    this.put(SIGNATURE, signature);
    this.put(description.files[0].name, file);
  }

  put(name: string, content: Buffer | string): void {
    this.#files.set(name, content);
  }

  updates(version = '0.1.0'): Updates {
    const { port } = this.#server.address() as AddressInfo;
    return new Updates({
      app: {
        version,
        name: 'Facet',
        isPackaged: true,
        appUpdateConfigPath: join(this.folder, 'none'),
        userDataPath: join(this.folder, 'data'),
        baseCachePath: join(this.folder, 'cache'),
        whenReady: () => Promise.resolve(),
        relaunch: () => undefined,
        quit: () => undefined,
        onQuit: (handler) => void this.#quit.push(handler),
      },
      source: sourceFor(`http://127.0.0.1:${port}/`, own.open),
      network: () => Promise.resolve(this.network),
      changed: () => this.#changes++,
    });
  }

  /** Facet quits as it should. */
  quit(): void {
    this.#quit.forEach((handler) => handler(0));
    this.#quit = [];
  }
}

/** A fresh one for each test. */
export function household(): { readonly now: Household } {
  const holder = { now: null as unknown as Household };
  const all: Household[] = [];
  beforeEach(async () => {
    holder.now = new Household();
    all.push(holder.now);
    await holder.now.open();
  });
  afterAll(() => {
    all.forEach((one) => one.close());
  });
  return holder;
}
