// `facet report`
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { declare } from '../command.ts';
import { inSession, type CommonOptions } from '../session.ts';

interface Options extends CommonOptions {
  readonly out: string;
  readonly data?: string;
}

export function declareReport(program: Command): void {
  declare(program, 'report <evaluation>', {
    summary: 'Make a page or a Markdown file of an evaluation',
    details:
      'Takes the JSON that facet evaluate or facet benchmark wrote. The page is one file that needs no network: tables,' +
      ' plots, and a threshold that moves them all. With --data it shows the photos too, small, and links to their files.',
    json: 'one object {out}',
    examples: [
      ['facet report result.json --out result.html', 'a page with tables and plots'],
      ['facet report result.json --out result.html --data faces/', 'the same with its photos'],
      ['facet report result.json --out result.md', 'tables as text'],
    ],
  })
    .requiredOption('--out <file>', 'the file to write: .html, .md or .json')
    .option('--data <dir>', 'the folder of the photos that were measured')
    .action((evaluation: string, { out, data, ...options }: Options) =>
      inSession(options, async (session) => {
        const written = await session.run('report', {
          from: resolve(evaluation),
          out: resolve(out),
          ...(data === undefined ? {} : { data: resolve(data) }),
        });
        if (session.json) session.print(JSON.stringify(written));
        else session.say(`${written.out} was written.`);
      }),
    );
}
