// Why a way to learn was taken, in a sentence or two.
import type { Choice, Lead } from '../../../models/evaluation/choose.ts';
import { percentText, probabilityText } from '../../../models/evaluation/report/wording.ts';
import type { MethodChoice } from '../../../preload/contract.ts';

export function explain(
  { chosen, beats, rival, leaky }: Choice,
  rows: MethodChoice['candidates'],
  fpir: number,
): string {
  const name = (at: number): string => `${rows[at].method} on ${rows[at].encoder}`;
  const ahead = ({ points, p }: Lead): string =>
    `${(100 * points).toFixed(1)} points more faces right (${probabilityText(p)})`;
  const others = rows.filter(({ tried }, at) => tried !== null && at !== chosen).length;
  const { strangers } = rows[chosen].tried ?? { strangers: null };
  return [
    beats === null
      ? rival === null
        ? others === 0
          ? `${name(chosen)} is the only one that was tried${rows.length > 1 ? ', for the reasons given with the others' : ''}.`
          : `Nothing that was tried names more faces right than ${name(chosen)}, and nothing as good is simpler.`
        : `${name(rival.index)} names ${ahead(rival)}, which may be chance: ${name(chosen)} is simpler.`
      : `${name(chosen)} names ${ahead(beats)} than ${name(beats.index)}, which is simpler.`,
    ...(leaky && strangers !== null
      ? [
          `At its own threshold it names ${percentText(strangers.rate)} of strangers, not the ${percentText(fpir)} asked for: show it more of them with facet cohort add.`,
        ]
      : []),
  ].join(' ');
}
