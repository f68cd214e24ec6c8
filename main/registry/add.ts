// `models add`: takes a network of the user's own into the data folder.
import { stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { failed, success, type Result } from '../../models/failure.ts';
import type { AddModelRequest } from '../../preload/contract.ts';
import { configsBeside, findActivation } from './activation.ts';
import { copyIn, install } from './install.ts';
import { fileName, modelId } from './manifest.ts';
import { modelIn, resolveModel, type ResolvedModel } from './models.ts';
import { describeModel, factsOf, presetFor } from './presets.ts';
import type { InstallOptions } from './pull.ts';

/** Copies the file, tries the model and installs it. */
export async function addModel(
  request: AddModelRequest,
  { signal, onProgress, prove }: InstallOptions,
): Promise<Result<ResolvedModel>> {
  const { file, id } = request;
  if (!modelId.safeParse(id).success) {
    return failed(
      'bad-arguments',
      `${id} cannot be a model's id.`,
      'Use letters a-z, digits, dots, dashes and underscores.',
    );
  }
  const present = await resolveModel(id);
  if (present.ok) {
    return failed(
      'bad-arguments',
      `There is a model called ${id} already.`,
      `Choose another id with --as, or remove ${present.value.folder}.`,
    );
  }
  const extension = extname(file).toLowerCase();
  const preset = presetFor(request, extension);
  if (!preset.ok) return preset;
  const facts = factsOf(preset.value);
  const info = await stat(file).catch(() => null);
  if (info === null) return failed('not-found', `There is no ${file}.`, 'Check the path.', file);
  const name = basename(file);
  if (!info.isFile() || !fileName.safeParse(name).success) {
    return failed(
      'bad-arguments',
      `${file} is not a model's file.`,
      'Name an .onnx or a .safetensors file.',
      file,
    );
  }
  const activation =
    preset.value === 'clip'
      ? await findActivation(file, configsBeside(file), request.activation)
      : success(null);
  if (!activation.ok) return activation;

  const installed = await install(id, async (installation) => {
    const onBytes = (done: number) =>
      onProgress({ phase: 'Copying', done, total: info.size, unit: 'bytes', detail: name });
    const copied = await copyIn(file, installation.folder, name, { signal, onBytes });
    const manifest = copied.ok
      ? await describeModel(
          {
            id,
            title: facts === null ? name : `${facts.title} (${name})`,
            licence: request.licence ?? facts?.licence ?? 'not stated',
            source: `${facts === null ? '' : `as ${facts.source}; `}added from ${name}, SHA-256 ${copied.value.sha256}`,
            preset: preset.value,
            roles: { network: name },
            activation: activation.value,
            files: [copied.value],
            input: request.input ?? {},
            ...(request.range === undefined ? {} : { range: request.range }),
          },
          installation.folder,
        )
      : copied;
    if (!manifest.ok) {
      await installation.discard();
      return manifest;
    }
    const unfit = await prove(modelIn(installation.folder, manifest.value));
    if (unfit !== null) {
      await installation.discard();
      return { ok: false, failure: unfit };
    }
    await installation.commit(manifest.value);
    return success(undefined);
  });
  return installed.ok ? resolveModel(id) : installed;
}
