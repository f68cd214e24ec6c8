// `facet notices`
import type { Command } from 'commander';
import { declare } from '../command.ts';
import { inSession, type CommonOptions } from '../session.ts';

export function declareNotices(program: Command): void {
  declare(program, 'notices', {
    summary: 'Print the licences of the software, fonts and models of others in Facet',
    json: 'one object {text}',
    examples: [['facet notices', 'the names first, then the licence of each']],
  }).action((options: CommonOptions) =>
    inSession(options, async (session) => {
      const notices = await session.run('notices', {});
      session.print(session.json ? JSON.stringify(notices) : notices.text);
    }),
  );
}
