// What `facet finetune --method auto` tried, as a table, and why it took what it took.
import { percentText, spanText } from '../../../../models/evaluation/report/wording.ts';
import type { MethodChoice, Rate } from '../../../../preload/contract.ts';
import { formatTable } from './table.ts';
import { count } from './text.ts';

export function describeChoice({
  candidates,
  chosen,
  reason,
  folds,
  faces,
  strangers,
}: MethodChoice): string {
  const rows = candidates.flatMap(({ method, encoder, tried }, at) =>
    tried === null
      ? []
      : [
          [
            at === chosen ? '*' : '',
            method,
            encoder,
            share(tried.first),
            share(tried.named),
            tried.strangers === null ? '–' : share(tried.strangers),
            `${tried.seconds.toFixed(1)} s`,
          ],
        ],
  );
  const header = ['', 'method', 'encoder', 'best guess right', 'named right', 'strangers named', 'time'];
  const left = candidates.flatMap(({ method, encoder, leftOut }) =>
    leftOut === null ? [] : [`Left out: ${method} on ${encoder}. ${leftOut}`],
  );
  const tested = `Tried on ${count(faces, 'held-out face')} and ${count(strangers, 'face')} of people left out, in ${count(folds, 'fold')}.`;
  return [tested, formatTable(header, rows), ...left, reason].join('\n');
}

const share = (rate: Rate): string => `${percentText(rate.rate)} (${spanText(rate)})`;
