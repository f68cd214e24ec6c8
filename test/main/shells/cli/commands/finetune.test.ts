import { expect, test } from 'vitest';
import { describeFinetune } from '../../../../../main/shells/cli/commands/finetune.ts';
import type { Checkpoint } from '../../../../../preload/contract.ts';

const made: Checkpoint = {
  id: 'abc',
  createdAt: '2026-01-01T00:00:00.000Z',
  method: 'full',
  encoder: 'starter',
  people: 4,
  faces: 24,
  seed: 0,
  fpir: 0.01,
  active: true,
  heldOut: null,
  training: {
    from: null,
    anchor: null,
    wise: null,
    rows: 1,
    device: 'cuda',
    phases: [{ phase: 'full', steps: 100, peak: 1e-4 }],
    stopped: { message: 'The full training diverged by step 31.', advice: 'Try a lower rate.' },
  },
  choice: null,
};

test('a finetune says where it trained, and why it stopped early', () => {
  expect(describeFinetune(made).split('\n')).toEqual([
    'Learned 4 people from 24 faces with starter: checkpoint abc.',
    'The model was trained on the graphics card (CUDA), 1 face a step.',
    'It stopped early. The full training diverged by step 31.',
    'Try a lower rate.',
    expect.stringContaining('not proven for this one'),
  ]);
  expect(describeFinetune({ ...made, method: 'head', training: null })).not.toContain('trained on');
});
