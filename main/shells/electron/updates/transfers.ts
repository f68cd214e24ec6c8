// Requests of the updater, made by Node: Chromium's network is shut in Facet. They say nothing but the address and what every
// request says; no cookie, no id.
import { HttpExecutor, type DownloadOptions } from 'builder-util-runtime';
import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import { request as requestPlain } from 'node:http';
import { request as requestSafely } from 'node:https';
import { isSafe } from './source.ts';

/** A server that says nothing for so long is away. */
const SILENCE = 30_000;

export class NodeTransfers extends HttpExecutor<ClientRequest> {
  override createRequest(
    options: RequestOptions,
    callback: (response: IncomingMessage) => void,
  ): ClientRequest {
    const plain = options.protocol === 'http:';
    const host = options.hostname ?? '';
    if (!isSafe(`${options.protocol ?? 'https:'}//${host.includes(':') ? `[${host}]` : host}`))
      throw new Error('Updates come over TLS.');
    const asked = (plain ? requestPlain : requestSafely)({ ...options, timeout: SILENCE }, callback);
    asked.on('timeout', () => asked.destroy(new Error('The server said nothing for half a minute.')));
    return asked;
  }

  /** Writes what is at the address into a file, and checks it against the checksum of the options. */
  download(url: URL, destination: string, options: DownloadOptions): Promise<string> {
    return options.cancellationToken.createPromise<string>((resolve, reject, onCancel) => {
      const { protocol, hostname, port, pathname, search } = url;
      const requested = {
        protocol,
        hostname,
        port,
        path: `${pathname}${search}`,
        headers: { accept: '*/*' },
      };
      this.doDownload(
        requested,
        {
          destination,
          options,
          onCancel,
          // Called with nothing at all when all is well, whatever its type says.
          callback: (error) => {
            if (error instanceof Error) reject(error);
            else resolve(destination);
          },
          responseHandler: null,
        },
        0,
      );
    });
  }

  /** A text of at most `longest` bytes. Rejects where the server is away or answers with something else. */
  text(url: URL, longest: number): Promise<string> {
    const { protocol, hostname, port, pathname } = url;
    return new Promise((resolve, reject) => {
      const asked = this.createRequest({ protocol, hostname, port, path: pathname }, (response) => {
        if (response.statusCode !== 200) {
          response.resume();
          reject(new Error(`The server answered with ${response.statusCode}.`));
          return;
        }
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => {
          text += part;
          if (text.length > longest) response.destroy(new Error('The server’s answer is too long.'));
        });
        response.on('error', reject);
        response.on('end', () => {
          if (response.complete) resolve(text);
          else reject(new Error('The connection was cut.'));
        });
      });
      asked.on('error', reject);
      asked.end();
    });
  }
}
