// What a system got wrong at a threshold, the worst first, and what is likely to be the cause.
import type { Identification, Probe } from '../evaluation.ts';
import type { Answers, Standing } from './standing.ts';

export interface WrongProbe {
  /** Place in the test's probes. */
  readonly probe: number;
  /** A stranger was named; somebody got another's name; somebody was refused. */
  readonly kind: 'accepted' | 'misnamed' | 'refused';
  /** Best score less the threshold. */
  readonly excess: number;
  readonly causes: readonly Cause[];
}

export type Cause =
  | { readonly kind: 'no-face' }
  | { readonly kind: 'turned'; readonly degrees: number }
  | { readonly kind: 'small'; readonly pixels: number }
  | { readonly kind: 'poor'; readonly quality: number }
  /** Another person scored better than the right one. */
  | { readonly kind: 'likeness'; readonly person: number }
  /** The right person was ahead, but not by enough. */
  | { readonly kind: 'threshold' };

/** Degrees from the front beyond which half of a face is hidden. */
const TURNED = 35;
/** Side in pixels below which encoders of 112 or 150 pixels only see a blur. */
const SMALL = 60;
/** Quality below which the recogniser itself asks for more. */
const POOR = 0.4;

export function wrongProbes(test: Identification, answers: Answers, standing: Standing): WrongProbe[] {
  const order = { accepted: 0, misnamed: 1, refused: 2 } as const;
  return test.probes
    .flatMap((probe, at): WrongProbe[] => {
      const decision = standing.decisions[at];
      if (decision === probe.truth) return [];
      const kind = probe.truth < 0 ? 'accepted' : decision < 0 ? 'refused' : 'misnamed';
      return [
        {
          probe: at,
          kind,
          excess: answers.scores[at] - standing.threshold,
          causes: [...conditionOf(probe), ...rivalOf(probe, answers, at)],
        },
      ];
    })
    .sort((a, b) => order[a.kind] - order[b.kind] || Math.abs(b.excess) - Math.abs(a.excess));
}

function conditionOf({ pose, pixels, quality }: Probe): Cause[] {
  if (pose === null) return [{ kind: 'no-face' }];
  const degrees = Math.max(Math.abs(pose.yaw), Math.abs(pose.pitch));
  const causes: Cause[] = [];
  if (degrees > TURNED) causes.push({ kind: 'turned', degrees });
  if (pixels !== null && pixels < SMALL) causes.push({ kind: 'small', pixels });
  if (quality !== null && quality < POOR) causes.push({ kind: 'poor', quality });
  return causes;
}

function rivalOf({ truth }: Probe, { best }: Answers, at: number): Cause[] {
  if (best[at] < 0) return [];
  return best[at] === truth ? [{ kind: 'threshold' }] : [{ kind: 'likeness', person: best[at] }];
}

/** In words, such as "turned away by 48°, most like Ada". */
export function describeCauses(causes: readonly Cause[], people: readonly string[]): string {
  return causes.map((cause) => describeCause(cause, people)).join(', ');
}

function describeCause(cause: Cause, people: readonly string[]): string {
  switch (cause.kind) {
    case 'no-face':
      return 'no face was found';
    case 'turned':
      return `turned away by ${cause.degrees.toFixed(0)}°`;
    case 'small':
      return `only ${cause.pixels.toFixed(0)} pixels wide`;
    case 'poor':
      return `poor quality (${cause.quality.toFixed(2)})`;
    case 'likeness':
      return `most like ${people[cause.person]}`;
    case 'threshold':
      return 'right, but below the threshold';
    default:
      return cause satisfies never;
  }
}
