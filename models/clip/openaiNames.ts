// Tensors of any layout that people publish, by OpenAI's names. Apart from the towers: whoever only asks what a file is does not load
// all that networks are built with.
import type { StateDict } from './stateDict.ts';
import { fromTransformers, isTransformersName } from './transformersLayout.ts';

/** What wraps and training scripts put before every name. */
const WRAPPERS = ['module.', 'model.', 'clip.', '_orig_mod.'];

/** Parts of the text tower that OpenCLIP's `CustomTextCLIP` keeps under `text.`. */
const TEXT_PREFIX = 'text.';

/** OpenAI's name of a tensor. */
function openaiName(name: string): string {
  let plain = name;
  for (let wrapper; (wrapper = WRAPPERS.find((prefix) => plain.startsWith(prefix))) !== undefined;) {
    plain = plain.slice(wrapper.length);
  }
  if (plain.startsWith(TEXT_PREFIX)) plain = plain.slice(TEXT_PREFIX.length);
  return plain;
}

/** The tensors of any layout that is read, by OpenAI's names; what is in no such layout keeps its own. */
export function underOpenaiNames(dict: StateDict): StateDict {
  const original = new Map([...dict.shapes.keys()].map((name) => [openaiName(name), name]));
  const from = (name: string) => original.get(name) ?? name;
  const unwrapped: StateDict = {
    shapes: new Map([...original].map(([name, stored]) => [name, dict.shapes.get(stored) ?? []])),
    metadata: dict.metadata,
    read: (name) => dict.read(from(name)),
    entry: (name) => dict.entry?.(from(name)),
  };
  const isTransformers = [...original.keys()].some(isTransformersName);
  return isTransformers ? fromTransformers(unwrapped) : unwrapped;
}
