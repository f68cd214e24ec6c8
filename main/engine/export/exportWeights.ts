// Where an exported graph's weights go: into its own file, or beside it where they are too many for one.
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { basename } from 'node:path';
import type { StateDict } from '../../../models/clip/stateDict.ts';
import type { FillParameter, Shape } from '../../../models/graph/index.ts';

export interface WeightsBeside {
  readonly fill: FillParameter;
  close(): void;
}

/**
 * @param path of the graph; weights beside it go to `path` + `.data`
 * @param parameters all of the graph's, with their shapes
 * @param largest bytes that the graph's own file may hold of them
 */
export function openWeightsBeside(
  path: string,
  weights: Pick<StateDict, 'read'>,
  parameters: ReadonlyMap<string, Shape>,
  largest: number,
): WeightsBeside {
  const bytes = [...parameters.values()].reduce(
    (sum, shape) => sum + shape.reduce<number>((product, side) => product * Number(side), 4),
    0,
  );
  if (bytes <= largest) return { fill: (name) => weights.read(name), close: () => undefined };
  const file = openSync(`${path}.data`, 'wx');
  let offset = 0;
  return {
    fill: (name) => {
      const { buffer, byteOffset, byteLength } = weights.read(name);
      const data = new Uint8Array(buffer, byteOffset, byteLength);
      for (let at = 0; at < byteLength;) at += writeSync(file, data, at);
      offset += byteLength;
      return { file: `${basename(path)}.data`, offset: offset - byteLength, byteLength };
    },
    close: () => {
      fsyncSync(file);
      closeSync(file);
    },
  };
}
