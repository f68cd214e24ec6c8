// Asks the application for what its window has no button for, as the page itself would ask.
import { decode, encode } from '@msgpack/msgpack';
import { createBirpc } from 'birpc';
import type { Page } from 'playwright-core';
import { WebSocket } from 'ws';
import type {
  PackedAnswer,
  Result,
  WebPage,
  WebServer,
  WindowAnswer,
  WindowCommandName,
  WindowRequest,
} from '../../../preload/window.ts';
import { unpackAnswer } from '../../../renderer/transport/unpackAnswer.ts';
import type { OpenShell } from './shells/shell.ts';

/** Far from the numbers of the page's own calls. */
let job = 1_000_000;

/** @throws Error where the application refuses */
export async function ask<C extends WindowCommandName>(
  { kind, page }: OpenShell,
  command: C,
  request: WindowRequest<C>,
): Promise<WindowAnswer<C>> {
  const call = `facet.call(${++job}, '${command}', ${JSON.stringify(request)})`;
  const answer =
    kind === 'electron'
      ? await page.evaluate<Result<unknown> | PackedAnswer>(call)
      : await overSocket(page.url(), await cookieOf(page), (server) => server.call(job, command, request));
  const said = await unpackAnswer(answer);
  if (!said.ok) throw new Error(said.failure.message);
  return said.value as WindowAnswer<C>;
}

/** The cookie that lets a browser in, as the `Cookie` header has it. */
export async function cookieOf(page: Page): Promise<string> {
  const cookies = await page.context().cookies(page.url());
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}

async function overSocket<T>(
  url: string,
  cookie: string,
  act: (server: WebServer) => Promise<T>,
): Promise<T> {
  const { host, origin, pathname } = new URL(url);
  const headers = { Origin: origin, Cookie: cookie };
  const socket = new WebSocket(`ws://${host}${pathname}socket`, { headers });
  await new Promise((open, reject) => socket.once('open', open).once('error', reject));
  const page: WebPage = { say: () => undefined };
  const server = createBirpc<WebServer, WebPage>(page, {
    post: (data: Uint8Array) => socket.send(data),
    on: (receive) => void socket.on('message', receive),
    serialize: (message) => encode(message, { ignoreUndefined: true }),
    deserialize: (data: Uint8Array) => decode(data),
    timeout: -1,
  });
  try {
    // Not awaited as it is: a promise of birpc's own.
    return await act(server);
  } finally {
    socket.terminate();
  }
}
