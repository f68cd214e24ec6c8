// Finetuning with what the user left out filled in.
import { failed, success, type Result } from '../models/failure.ts';
import type { Checkpoint, Request } from '../preload/contract.ts';
import { checkpointAnswer } from './answers.ts';
import type { Call } from './commands.ts';
import { finetune } from './jobs/finetune.ts';
import { finetuneEncoder } from './jobs/finetuneEncoder.ts';
import { builtInEncoder } from './registry/models.ts';
import type { Rooms } from './rooms.ts';

export function learn(rooms: Rooms, request: Request<'finetune'>, call: Call): Promise<Result<Checkpoint>> {
  return rooms.inLibrary(async (library) => {
    const { engine, cohorts } = rooms;
    const parts = { engine, library, cohorts };
    const { encoder = builtInEncoder, seed = 0, fpir = library.settings().fpir, ...training } = request;
    const { method = 'head', resume = false } = training;
    const { from, steps, wise, use = true } = training;
    if (method === 'head' && (resume || [from, steps, wise].some((option) => option !== undefined))) {
      const what = 'The head is learned at once: it has no stages, no steps and nothing to resume.';
      return failed('bad-arguments', what, 'Name another method: text, projector or full.');
    }
    if (method !== 'head' && !use) {
      const what = 'Only a head can be made without being put to use.';
      return failed('bad-arguments', what, 'Leave it out, and go back to the checkpoint before.');
    }
    const options = { encoder, seed, fpir };
    const made =
      method === 'head'
        ? await finetune(parts, { ...options, use }, call)
        : await finetuneEncoder(parts, options, { ...training, method, resume }, call);
    return made.ok ? success(checkpointAnswer(made.value, library.activeCheckpoint())) : made;
  });
}
