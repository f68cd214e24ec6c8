// A model hub on the loopback that behaves as the real one does: it states checksum and length itself, redirects
// large files to a storage on another origin by a signed address, serves ranges, and breaks on request.
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { hashFile } from '../../../main/registry/digest.ts';

/** What shall go wrong. Each fault holds until it is taken back. */
interface Faults {
  /** Cut the connection after so many bytes of each answer, this many times, and answer `then` to all that follows. */
  cut?: { after: number; times: number; then?: number };
  /** Send other bytes than promised. */
  corrupt?: boolean;
  /** Answer every request with this status. */
  status?: number;
  /** Send the whole file whatever range is asked for. */
  ignoreRanges?: boolean;
  /** Milliseconds to wait before each 64 kB. */
  slow?: number;
  /** State no checksum. */
  silent?: boolean;
}

export interface FakeHub {
  readonly address: string;
  readonly faults: Faults;
  /** Method, path and range of each request, in order. */
  readonly log: string[];
  /** Serves `file` as `repository/resolve/revision/name`; large files lie on the storage, as with the hub. */
  serve(
    repository: string,
    revision: string,
    name: string,
    file: string,
    kind?: 'large' | 'small',
  ): Promise<void>;
  close(): Promise<void>;
}

interface Served {
  readonly file: string;
  readonly bytes: number;
  readonly etag: string;
  readonly kind: 'large' | 'small';
}

const signature = 'X-Amz-Signature=0123456789abcdef&Expires=1900000000';

export async function startFakeHub(): Promise<FakeHub> {
  const served = new Map<string, Served>();
  const faults: Faults = {};
  const log: string[] = [];
  let storageAddress = '';

  const hub = createServer((request, response) => {
    const { pathname } = note(request);
    if (faults.status !== undefined) return refuse(response, faults.status);
    const cached = pathname.startsWith('/api/resolve-cache');
    const found = served.get(pathname.replace('/api/resolve-cache', ''));
    if (found === undefined) return refuse(response, 404);
    const { etag, bytes, kind } = found;
    if (kind === 'small' && !cached) {
      response.writeHead(307, { location: `/api/resolve-cache${pathname}`, 'content-length': 0 }).end();
    } else if (kind === 'small') {
      response.setHeader('etag', faults.silent === true ? 'W/"never mind"' : `"${etag}"`);
      send(request, response, found);
    } else {
      response.writeHead(302, {
        location: `${storageAddress}${pathname}?${signature}`,
        'content-length': 21,
        ...(faults.silent === true ? {} : { 'x-linked-etag': `"${etag}"`, 'x-linked-size': bytes }),
      });
      response.end(request.method === 'HEAD' ? undefined : 'Found. Redirecting to');
    }
  });

  const storage = createServer((request, response) => {
    const { pathname, search } = note(request);
    const found = served.get(pathname);
    if (found === undefined || search !== `?${signature}`) return refuse(response, 403);
    response.setHeader('etag', '"not the checksum"');
    send(request, response, found);
  });

  function note(request: IncomingMessage): URL {
    const url = new URL(request.url ?? '/', 'http://loopback');
    log.push([request.method, url.pathname, request.headers.range].filter(Boolean).join(' '));
    return url;
  }

  function send(request: IncomingMessage, response: ServerResponse, { file, bytes }: Served): void {
    const asked = faults.ignoreRanges === true ? null : /^bytes=(\d+)-$/.exec(request.headers.range ?? '');
    const start = Number(asked?.[1] ?? 0);
    if (start >= bytes) return refuse(response, 416);
    const partial = asked === null ? {} : { 'content-range': `bytes ${start}-${bytes - 1}/${bytes}` };
    response.writeHead(asked === null ? 200 : 206, { 'content-length': bytes - start, ...partial });
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    void stream(response, file, start);
  }

  async function stream(response: ServerResponse, file: string, start: number): Promise<void> {
    const { cut } = faults;
    const cutting = cut !== undefined && cut.times > 0;
    if (cutting) cut.times--;
    let sent = 0;
    for await (const piece of createReadStream(file, { start })) {
      const bytes = faults.corrupt === true ? (piece as Buffer).map((byte) => byte ^ 1) : (piece as Buffer);
      if (faults.slow !== undefined) await sleep(faults.slow);
      if (cutting && sent + bytes.byteLength > cut.after) {
        response.write(bytes.subarray(0, cut.after - sent), () => response.destroy());
        if (cut.then !== undefined) faults.status = cut.then;
        return;
      }
      if (response.destroyed) return;
      response.write(bytes);
      while (response.writableNeedDrain && !response.destroyed) await sleep(1);
      sent += bytes.byteLength;
    }
    response.end();
  }

  const address = await listen(hub);
  storageAddress = await listen(storage);
  return {
    address,
    faults,
    log,
    serve: async (repository, revision, name, file, kind = 'large') => {
      const { size: bytes } = await stat(file);
      const etag = kind === 'large' ? await hashFile(file) : await gitBlob(file, bytes);
      served.set(`/${repository}/resolve/${revision}/${name}`, { file, bytes, etag, kind });
    },
    close: async () => {
      for (const server of [hub, storage]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

const refuse = (response: ServerResponse, status: number): void => {
  response.writeHead(status).end();
};

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function gitBlob(file: string, bytes: number): Promise<string> {
  const hash = createHash('sha1').update(`blob ${bytes}\0`);
  for await (const piece of createReadStream(file)) hash.update(piece as Buffer);
  return hash.digest('hex');
}
