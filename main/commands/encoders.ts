// The encoders that can be learned with and measured: all that the registry knows of, and those on this machine.
import { headMethods } from '../../models/identity/heads/rule.ts';
import type { KnownEncoder } from '../jobs/measure/systems.ts';
import { readCatalogue } from '../registry/catalogue.ts';
import { listModels, resolveModel } from '../registry/models.ts';
import { absentFamilies } from '../registry/presets.ts';
import { allMethods, methodsOf } from '../jobs/finetune/methods.ts';
import { FUSED } from '../../models/identity/fused/embeddings.ts';
import { failed, success, type Result } from '../../models/failure.ts';

/** Every encoder that could be measured, those that are not on this machine included. */
export async function knownEncoders(): Promise<Result<readonly KnownEncoder[]>> {
  const list = await listModels();
  if (!list.ok) return list;
  const catalogue = await readCatalogue();
  if (!catalogue.ok) return catalogue;
  const clips = new Set(catalogue.value.filter(({ preset }) => preset === 'clip').map(({ id }) => id));
  const known: KnownEncoder[] = [];
  for (const entry of list.value) {
    if (entry.state === 'damaged') continue;
    if (entry.kind !== 'encoder') continue;
    const { id, title } = entry;
    const found = await installedEncoder(id);
    if (found.ok) known.push(found.value);
    else {
      const methods = clips.has(id) ? allMethods : headMethods;
      known.push({ id, title, manifest: null, missing: found.failure, methods });
    }
  }
  const here = known.map(({ id }) => id);
  return success([
    ...known,
    ...absentFamilies(here).map((family): KnownEncoder => ({
      ...family,
      manifest: null,
      methods: headMethods,
    })),
  ]);
}

/** One on this machine, or several of them as one: `a+b`. */
export async function installedEncoder(id: string): Promise<Result<KnownEncoder>> {
  const model = await resolveModel(id);
  if (!model.ok) return model;
  const { manifest } = model.value;
  if (manifest.kind !== 'encoder') throw new Error(`${id} is not an encoder`);
  return success({
    id,
    title: manifest.title,
    manifest,
    missing: null,
    methods: methodsOf(manifest.architecture),
  });
}

/** Those on this machine, or the one that is asked for. */
export async function installedEncoders(only: string | undefined): Promise<Result<readonly KnownEncoder[]>> {
  const encoders = await knownEncoders();
  if (!encoders.ok) return encoders;
  if (only?.includes(FUSED) === true) {
    const fused = await installedEncoder(only);
    return fused.ok ? success([fused.value]) : fused;
  }
  if (only === undefined) return success(encoders.value.filter(({ manifest }) => manifest !== null));
  const [wanted] = encoders.value.filter(({ id }) => id === only);
  if (wanted === undefined)
    return failed('model-missing', `There is no encoder ${only}.`, 'See which there are: facet models list');
  return wanted.missing === null ? success([wanted]) : { ok: false, failure: wanted.missing };
}
