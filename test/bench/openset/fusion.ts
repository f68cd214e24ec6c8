// A fused encoder against the better one of its parts, photo by photo, set by set.
import { discordanceOf, mcnemar } from '../../../models/evaluation/statistics/significance.ts';
import { encodersIn, FUSED } from '../../../models/identity/fused/embeddings.ts';
import type { Report } from '../support/interleaved.ts';
import { percent } from './table.ts';
import type { Trial } from './trials.ts';

/** @param trials of each encoder, in one order; @param at which of the FPIR asked for */
export function tellFusion(report: Report, trials: ReadonlyMap<string, readonly Trial[]>, at: number): void {
  for (const [id, own] of trials) {
    if (!id.includes(FUSED)) continue;
    const parts = encodersIn(id).filter((part) => trials.has(part));
    if (parts.length === 0) continue;
    report(`\n${id} against the better of ${parts.join(', ')} (named right; McNemar's mid-p)`);
    report('| set | people | better one | it | fused | only it | only fused | p |');
    report('|---|---|---|---|---|---|---|---|');
    const cells = new Set(own.map(({ set, people }) => `${set}/${people}`));
    for (const cell of cells) {
      const rightsOf = (encoder: string): boolean[] =>
        (trials.get(encoder) ?? [])
          .filter(({ set, people }) => `${set}/${people}` === cell)
          .flatMap(({ rights }) => rights[at]);
      const share = (rights: readonly boolean[]): number => rights.filter(Boolean).length / rights.length;
      const [better] = [...parts].sort((a, b) => share(rightsOf(b)) - share(rightsOf(a)));
      const [before, now] = [rightsOf(better), rightsOf(id)];
      const { first, second } = discordanceOf(before, now);
      const { midP } = mcnemar({ first, second });
      report(
        `| ${cell.replace('/', ' | ')} | ${better} | ${percent(share(before))} | ${percent(share(now))} | ${first} | ${second} | ${midP.toPrecision(2)} |`,
      );
    }
  }
}
