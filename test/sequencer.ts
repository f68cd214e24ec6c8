// The order in which test files run: those that take minutes first, so that no processor waits for them in the end.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The longest first, as a whole run reports them. */
const long = [
  'cli/finetuneCrash',
  'e2e/finetune',
  'e2e/camera',
  'cli/library',
  'e2e/faults',
  'e2e/decodes',
  'cli/catalogue',
  'hostile/engine/models',
  'e2e/screens',
  'e2e/packaged',
  'e2e/network',
  'acceptance/recognition',
  'e2e/capture',
  'main/jobs/export/exportCheckpoint',
  'cli/benchmark',
  'e2e/judge',
];

const gone = long.filter((name) => !existsSync(join(import.meta.dirname, `${name}.test.ts`)));
if (gone.length > 0) throw new Error(`test/sequencer.ts names tests that are not there: ${gone.join(', ')}`);

const placeOf = ({ moduleId }: TestSpecification): number => {
  const place = long.findIndex((name) => moduleId.endsWith(`test/${name}.test.ts`));
  return place < 0 ? long.length : place;
};

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    // Stable: the others keep their order.
    return sorted.sort((a, b) => placeOf(a) - placeOf(b));
  }
}
