// What well-known networks expect of their input, so that `models add` needs no more than a name.
import { join } from 'node:path';
import type { Activation } from '../../models/clip/activation.ts';
import { readConfig } from '../../models/clip/config.ts';
import { underOpenaiNames } from '../../models/clip/openaiNames.ts';
import { safetensorsStateDict } from '../../models/clip/stateDict.ts';
import { encoderInputs } from '../../models/face/templates.ts';
import type { Landmarks } from '../../models/image/geometry.ts';
import { failed, success, type Result } from '../../models/failure.ts';
import type {
  DetectorManifest,
  EncoderInput,
  ModelFile,
  ModelManifest,
  QualityManifest,
} from '../../models/manifest.ts';
import type { AddModelRequest } from '../../preload/contract.ts';
import { encoderInput, firstIssue, qualityRange } from './manifest.ts';
import { readWeightsHeader } from './weights.ts';

export const presetNames = [
  'yunet',
  'scrfd',
  'arcface',
  'sface',
  'facenet',
  'vggface',
  'clip',
  'ediffiqa',
] as const;
type PresetName = (typeof presetNames)[number];

type Preset =
  | { readonly kind: 'detector'; readonly decoder: DetectorManifest['decoder'] }
  | { readonly kind: 'onnx'; readonly input: EncoderInput }
  | { readonly kind: 'quality'; readonly input: EncoderInput; readonly range: QualityManifest['range'] }
  /** The size is read off the weights. */
  | { readonly kind: 'clip'; readonly input: EncoderInput };

const presets: Readonly<Record<PresetName, Preset>> = {
  yunet: { kind: 'detector', decoder: 'yunet' },
  scrfd: { kind: 'detector', decoder: 'scrfd' },
  arcface: { kind: 'onnx', input: encoderInputs.arcface },
  sface: { kind: 'onnx', input: encoderInputs.sface },
  facenet: { kind: 'onnx', input: encoderInputs.facenet },
  vggface: { kind: 'onnx', input: encoderInputs.vggface },
  clip: { kind: 'clip', input: encoderInputs.clip },
  // (x / 255 - 0.5) / 0.5 of RGB, as its makers' code has it, is ArcFace's; it was trained on scores from 0 to 1.
  ediffiqa: { kind: 'quality', input: encoderInputs.arcface, range: [0, 1] },
};

/** Networks that people compare with and bring themselves: what they are, and where their makers have them. */
const families = {
  arcface: {
    title: 'ArcFace',
    source: 'InsightFace’s model zoo: w600k_mbf.onnx or w600k_r50.onnx of its packs buffalo_s and buffalo_l',
    licence: 'non-commercial research only',
  },
  sface: {
    title: 'SFace',
    source: 'OpenCV’s model zoo: face_recognition_sface_2021dec.onnx',
    licence: 'Apache-2.0',
  },
  vggface: {
    title: 'VGG-Face',
    source: 'Oxford’s VGGFace2 networks (ResNet-50 or SENet-50), exported to ONNX',
    licence: 'CC-BY-SA-4.0',
  },
  facenet: {
    title: 'FaceNet',
    source: 'facenet-pytorch’s InceptionResnetV1 (vggface2), exported to ONNX',
    licence: 'MIT',
  },
} as const;

/** What is known of a network besides its input, by the preset that it was added with. */
export const factsOf = (preset: PresetName) =>
  Object.hasOwn(families, preset) ? families[preset as keyof typeof families] : null;

/** The families of which no model has been added: an id that begins with a family's name is one of its models. */
export function absentFamilies(ids: readonly string[]) {
  return (Object.keys(families) as (keyof typeof families)[])
    .filter((family) => !ids.some((id) => id.startsWith(family)))
    .map((id) => {
      const { title, source, licence } = families[id];
      const what = `No model of the family ${title} is on this machine.`;
      const advice = `Get ${source} (${licence}), then: facet models add FILE --as ${id}`;
      return { id, title, missing: failed('model-missing', what, advice).failure };
    });
}

export function kindOf(preset: PresetName): ModelManifest['kind'] {
  const { kind } = presets[preset];
  return kind === 'detector' || kind === 'quality' ? kind : 'encoder';
}

/** What a manifest is made from. */
interface ModelFacts {
  readonly id: string;
  readonly title: string;
  readonly licence: string;
  readonly source: string;
  readonly preset: PresetName;
  /** Which file is what. */
  readonly roles: { readonly network: string; readonly merges?: string };
  /** Of a CLIP. */
  readonly activation: Activation | null;
  readonly files: readonly ModelFile[];
  /** What differs from the preset. */
  readonly input: NonNullable<AddModelRequest['input']>;
  /** The same, of a quality network's answers. */
  readonly range?: QualityManifest['range'];
}

/** The preset that the user named, or the one with which the id begins. */
export function presetFor({ id, preset }: AddModelRequest, extension: string): Result<PresetName> {
  const names = presetNames.join(', ');
  const found = presetNames.find((name) => (preset === undefined ? id.startsWith(name) : name === preset));
  if (found === undefined) {
    return preset === undefined
      ? failed('bad-arguments', `Nothing is known of what ${id} expects.`, `Say it with --preset: ${names}.`)
      : failed('bad-arguments', `There is no preset called ${preset}.`, `Presets: ${names}.`);
  }
  const expected = presets[found].kind === 'clip' ? '.safetensors' : '.onnx';
  if (extension === expected) return success(found);
  return failed(
    'bad-arguments',
    `The preset ${found} needs a file that ends in ${expected}.`,
    `Presets: ${names}.`,
  );
}

/** The manifest of a model whose files lie in `folder`. */
export async function describeModel(facts: ModelFacts, folder: string): Promise<Result<ModelManifest>> {
  const { id, title, licence, source, files, roles } = facts;
  const common = { id, title, licence, source, files };
  const preset = presets[facts.preset];
  switch (preset.kind) {
    case 'detector':
      return success({ ...common, kind: 'detector', decoder: preset.decoder, network: roles.network });
    case 'onnx': {
      const input = adjust(preset.input, facts.input);
      if (!input.ok) return input;
      const architecture = { type: 'onnx', network: roles.network } as const;
      return success({ ...common, kind: 'encoder', architecture, input: input.value, mirror: true });
    }
    case 'quality': {
      const input = adjust(preset.input, facts.input);
      if (!input.ok) return input;
      const range = qualityRange.safeParse(facts.range ?? preset.range);
      if (!range.success) {
        return failed(
          'bad-arguments',
          `That cannot be the range of a quality network: ${firstIssue(range.error)}.`,
          'Give --range its answers to a useless face and to the best one, as in --range 0,1.',
        );
      }
      const network = roles.network;
      return success({ ...common, kind: 'quality', network, input: input.value, range: range.data });
    }
    case 'clip': {
      const weights = join(folder, roles.network);
      const { activation } = facts;
      if (activation === null) throw new Error(`nobody said which activation ${id} applies`);
      const size = await clipSize(weights, activation);
      if (!size.ok) return size;
      const input = adjust(preset.input, { ...facts.input, size: size.value });
      if (!input.ok) return input;
      const architecture = {
        type: 'clip',
        weights: roles.network,
        ...(roles.merges === undefined ? {} : { merges: roles.merges }),
        activation,
      } as const;
      // Its features bear a mirror image well enough, and half the time counts.
      return success({ ...common, kind: 'encoder', architecture, input: input.value, mirror: false });
    }
    default:
      throw new Error(`Unknown preset ${String(preset satisfies never)}`);
  }
}

/** Side of CLIP's input in pixels, and nothing else of the file. */
async function clipSize(path: string, activation: Activation): Promise<Result<number>> {
  const header = await readWeightsHeader(path);
  if (!header.ok) return { ok: false, failure: { ...header.failure, path } };
  const unread = (): never => {
    throw new Error('no tensor of it is read');
  };
  const { shapes } = underOpenaiNames(safetensorsStateDict(header.value, unread));
  const config = readConfig(shapes, activation);
  return config.ok
    ? success(config.value.image.resolution)
    : { ok: false, failure: { ...config.failure, path } };
}

/** The template moves with the size, so that a face fills the same share of the input. */
function adjust(input: EncoderInput, change: ModelFacts['input']): Result<EncoderInput> {
  const size = change.size ?? input.size;
  const parsed = encoderInput.safeParse({
    ...input,
    ...change,
    size,
    template: scale(input.template, size / input.size),
  });
  if (parsed.success) return success(parsed.data);
  return failed(
    'bad-arguments',
    `That cannot be a network's input: ${firstIssue(parsed.error)}.`,
    'Check --size, --mean and --std.',
  );
}

/** Pixel centres are whole numbers, so the image's border lies half a pixel before the first one. */
const scale = (template: Landmarks, factor: number): Landmarks =>
  template.map(([x, y]) => [(x + 0.5) * factor - 0.5, (y + 0.5) * factor - 0.5]) as unknown as Landmarks;
