// A server on this machine that answers as Immich's interface is documented (api.immich.app): people, photos in pages, faces and
// originals, for requests with its key, and errors in its words.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

export const KEY = 'p3Rs0n-Key_of-Tests';

export interface StandInPerson {
  readonly id: string;
  readonly name: string;
  readonly isHidden?: boolean;
  readonly birthDate?: string | null;
}

export interface StandInFace {
  readonly person: string | null;
  /** Pixels of the preview. */
  readonly box: readonly [x1: number, y1: number, x2: number, y2: number];
  readonly preview?: readonly [width: number, height: number];
}

export interface StandInPhoto {
  readonly id: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly faces: readonly StandInFace[];
}

export interface StandIn {
  readonly people: readonly StandInPerson[];
  readonly photos: readonly StandInPhoto[];
  /** Answers in its place, before anything else: true where it did. */
  readonly meddle?: (request: IncomingMessage, response: ServerResponse) => boolean;
  /** People or photos in a page, whatever is asked. */
  readonly page?: number;
}

export interface Running {
  readonly address: string;
  /** Each request: method and path. */
  readonly asked: readonly string[];
}

export async function startImmich({ people, photos, meddle, page: most = 2 }: StandIn): Promise<Running> {
  const asked: string[] = [];
  const personOf = ({ id, name, isHidden = false, birthDate = null }: StandInPerson) => ({
    ...{ id, name, birthDate, isHidden, isFavorite: false },
    ...{ thumbnailPath: `/usr/src/app/upload/thumbs/${id}.jpeg`, updatedAt: '2025-01-01T00:00:00.000Z' },
  });
  const server = createServer((request, response) => {
    void answer(request, response);
  });
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://immich');
    asked.push(`${request.method ?? ''} ${url.pathname}${url.search}`);
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    const say = (status: number, content: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(content));
    };
    if (meddle?.(request, response) === true) return;
    if (request.headers['x-api-key'] !== KEY)
      return say(401, {
        message: 'Invalid API key',
        error: 'Unauthorized',
        statusCode: 401,
        correlationId: 'x',
      });
    if (url.pathname === '/api/people') {
      const page = Number(url.searchParams.get('page') ?? 1);
      const all = people.filter(
        ({ isHidden }) => url.searchParams.get('withHidden') === 'true' || isHidden !== true,
      );
      const shown = all.slice((page - 1) * most, page * most);
      return say(200, {
        people: shown.map(personOf),
        ...{
          total: people.length,
          hidden: people.length - all.length,
          hasNextPage: page * most < all.length,
        },
      });
    }
    if (url.pathname === '/api/search/metadata' && request.method === 'POST') {
      const { personIds = [], page = 1 } = JSON.parse(Buffer.concat(parts).toString()) as {
        personIds?: string[];
        page?: number;
      };
      const all = photos.filter(({ faces }) =>
        personIds.every((id) => faces.some(({ person }) => person === id)),
      );
      const items = all.slice((page - 1) * most, page * most).map(({ id, name }) => ({
        ...{ id, originalFileName: name, type: 'IMAGE', checksum: 'AAAA', isTrashed: false },
      }));
      const nextPage = page * most < all.length ? String(page + 1) : null;
      return say(200, {
        albums: { total: 0, count: 0, items: [], facets: [] },
        assets: { total: all.length, count: items.length, items, facets: [], nextPage },
      });
    }
    if (url.pathname === '/api/faces') {
      const photo = photos.find(({ id }) => id === url.searchParams.get('id'));
      if (photo === undefined)
        return say(400, { message: 'Not found or no asset.read access', statusCode: 400 });
      return say(
        200,
        photo.faces.map(({ person, box: [x1, y1, x2, y2], preview: [width, height] = [400, 300] }, at) => {
          const who = people.find(({ id }) => id === person);
          return {
            ...{ id: `face-${at}`, imageWidth: width, imageHeight: height, sourceType: 'machine-learning' },
            ...{ boundingBoxX1: x1, boundingBoxX2: x2, boundingBoxY1: y1, boundingBoxY2: y2 },
            person: who === undefined ? null : personOf(who),
          };
        }),
      );
    }
    const [, id] = /^\/api\/assets\/([\w-]+)\/original$/.exec(url.pathname) ?? [];
    const photo = photos.find((one) => one.id === id);
    if (photo === undefined)
      return say(404, { message: 'Cannot GET it', error: 'Not Found', statusCode: 404 });
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(photo.bytes);
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}
