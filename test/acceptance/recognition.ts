// The full figures of recognition with the built-in models, as a table:
//
//   npx tsx test/acceptance/recognition.ts [--strangers 1000] [--random 5] [--sets orl,umist,web7] [--shots 1,3,5]
//
// For each set and number of enrolled photos a person: evenly spaced photos first, then how the figures move with other
// choices. Intervals take photos by person. Strangers are LFW people outside the half that the cohort was fitted on.
import { parseArgs } from 'node:util';
import { wilson, wilsonByPerson } from '../../models/evaluation/statistics/intervals.ts';
import { embedPortraits, openEngine } from './support/engine.ts';
import { isNamedRight, isRank1, runExperiment, type Outcome } from './support/experiment.ts';
import type { Placement, SetName } from './support/photoSets.ts';
import { cohortHalf, readStrangers } from './support/strangers.ts';

const { values: options } = parseArgs({
  options: {
    strangers: { type: 'string', default: '1000' },
    random: { type: 'string', default: '5' },
    sets: { type: 'string', default: 'orl,umist,web7' },
    shots: { type: 'string', default: '1,3,5' },
  },
});

const percent = (value: number): string => `${(100 * value).toFixed(1)}%`;

function describe(probes: readonly Outcome[], holds: (probe: Outcome) => boolean): string {
  const names = [...new Set(probes.map(({ person }) => person))];
  const people = names.map((name) => {
    const own = probes.filter(({ person }) => person === name);
    return { successes: own.filter(holds).length, trials: own.length };
  });
  const { rate, low, high } = wilsonByPerson(people);
  return `${percent(rate)} (${percent(low)}-${percent(high)})`;
}

const engine = openEngine();
const strangers = await embedPortraits(
  engine,
  readStrangers()
    .filter(({ name }) => !cohortHalf(name))
    .slice(0, Number(options.strangers)),
);
console.log('| set | photos | chosen | rank 1 | named right at FPIR 1% | strangers named | own estimate |');
console.log('|---|---|---|---|---|---|---|');
for (const set of options.sets.split(',') as SetName[]) {
  for (const shots of options.shots.split(',').map(Number)) {
    const randoms = Array.from({ length: Number(options.random) }, (_, seed): Placement => ({ seed }));
    for (const placement of ['even', 'starts', 'middles', ...randoms] satisfies Placement[]) {
      const { probes, namedStrangers, notEnrolled, heldOut } = await runExperiment(
        engine,
        set,
        shots,
        placement,
        strangers,
      );
      const chosen = typeof placement === 'string' ? placement : `random ${placement.seed}`;
      const { rate, low, high } = wilson(namedStrangers, strangers.length);
      const enrolled = notEnrolled === 0 ? String(shots) : `${shots} (${notEnrolled} not enrolled)`;
      console.log(
        `| ${set} | ${enrolled} | ${chosen} | ${describe(probes, isRank1)} | ${describe(probes, isNamedRight)} | ${percent(rate)} (${percent(low)}-${percent(high)}) | ${heldOut === null ? '-' : percent(heldOut)} |`,
      );
    }
  }
}
await engine.close();
