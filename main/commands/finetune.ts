// Finetuning with what the user left out filled in.
import { failed, success, type Result } from '../../models/failure.ts';
import { isHead } from '../../models/identity/heads/rule.ts';
import type { Checkpoint, FinetuneMethod, MethodChoice, Request } from '../../preload/contract.ts';
import { checkpointAnswer } from './answers.ts';
import { chooseMethod, type AutoEncoder } from '../jobs/auto/auto.ts';
import { finetune } from '../jobs/finetune/head.ts';
import { methodsOf } from '../jobs/finetune/methods.ts';
import { finetuneEncoder } from '../jobs/finetune/encoder.ts';
import { builtInEncoder, trainableEncoder } from '../registry/models.ts';
import type { Call } from './call.ts';
import { installedEncoders } from './encoders.ts';
import type { Services } from '../services.ts';
import { retryOnEngineExit } from './retry.ts';

/** Seconds that `auto` compares for. */
const TIME_LIMIT = 600;

export function learn(
  services: Services,
  request: Request<'finetune'>,
  call: Call,
): Promise<Result<Checkpoint>> {
  return services.inLibrary(async (library) => {
    const { background: engine, cohorts, workers } = services;
    const parts = { engine, library, cohorts, workers };
    const { encoder: wanted, seed = 0, fpir = library.settings().fpir, ...training } = request;
    const { method: asked = 'head', resume = false, use = true, timeLimit, ...rest } = training;
    const encoder = wanted ?? (isHead(asked) || asked === 'auto' ? builtInEncoder : trainableEncoder);
    const isPlain = !resume && Object.values(rest).every((option) => option === undefined);
    if (asked !== 'auto' && timeLimit !== undefined) {
      const what = 'Only comparing methods has a time limit.';
      return failed('bad-arguments', what, 'Leave it out, or compare: facet finetune --method auto');
    }
    if (isHead(asked) && !isPlain) {
      const what = `The ${asked} method takes no training options (stages, steps, resume).`;
      return failed('bad-arguments', what, 'Name another method: text, projector or full.');
    }
    if (asked === 'auto' && !isPlain) {
      const what = 'What is chosen automatically is trained as it is by itself, from the start.';
      return failed('bad-arguments', what, 'Name the method: head, gda, proker, text, projector or full.');
    }
    if (!isHead(asked) && !use) {
      const what =
        'Saving a checkpoint without activating it is supported for the heads only (head, gda, proker).';
      return failed('bad-arguments', what, 'Leave it out, and go back to the checkpoint before.');
    }
    if (asked !== 'projector' && rest.anchor !== undefined) {
      const what = 'Only a projection is trained against anchors.';
      return failed('bad-arguments', what, 'Leave them out, or train it: facet finetune --method projector');
    }
    let options = { encoder, seed, fpir };
    let method: FinetuneMethod;
    let choice: MethodChoice | null = null;
    if (asked === 'auto') {
      const known = await autoEncoders(wanted);
      if (!known.ok) return known;
      const limits = { seed, fpir, timeLimit: timeLimit ?? TIME_LIMIT };
      const chosen = await retryOnEngineExit(call.signal, false, () =>
        chooseMethod(parts, known.value, limits, call),
      );
      if (!chosen.ok) return chosen;
      choice = chosen.value;
      const winner = choice.candidates[choice.chosen];
      method = winner.method;
      options = { ...options, encoder: winner.encoder };
    } else {
      method = asked;
    }
    const made = await retryOnEngineExit(call.signal, resume, (goOn) =>
      isHead(method)
        ? finetune(parts, { ...options, method, use }, call, choice)
        : finetuneEncoder(parts, options, { ...rest, method, resume: goOn }, call, choice),
    );
    return made.ok ? success(checkpointAnswer(made.value, library.activeCheckpoint())) : made;
  });
}

/** The built-in encoders come first, as the simplest ones, and the others follow as they are listed. */
async function autoEncoders(only: string | undefined): Promise<Result<readonly AutoEncoder[]>> {
  const encoders = await installedEncoders(only);
  if (!encoders.ok) return encoders;
  return success(
    encoders.value.flatMap(({ id, manifest }) =>
      manifest === null ? [] : [{ id, methods: methodsOf(manifest.architecture) }],
    ),
  );
}
