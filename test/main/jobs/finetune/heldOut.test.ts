// Prompts beside faces: somebody who came while a text tower was trained has none, and nothing in its place.
import { expect, test } from 'vitest';
import { withPrompts } from '../../../../main/jobs/finetune/heldOut.ts';

test('whoever has no prompt is learned from their faces alone', () => {
  const gallery = {
    embeddings: Float32Array.of(1, 0, 0, 1, 0.6, 0.8),
    dimensions: 2,
    people: Int32Array.of(0, 1, 2),
    count: 3,
    weights: Float32Array.of(1, 1, 1),
    yaws: Float32Array.of(5, 6, 7),
  };
  const people = ['ada', 'newcomer', 'bob'].map((id) => ({ id, name: id }));
  const prompts = new Map([
    ['ada', Float32Array.of(0.8, 0.6)],
    ['bob', Float32Array.of(0, -1)],
  ]);
  const all = withPrompts({ gallery, people }, prompts);
  expect([...all.people]).toEqual([0, 1, 2, 0, 2]);
  expect([...all.embeddings.slice(6)]).toEqual([...Float32Array.of(0.8, 0.6, 0, -1)]);
  expect([...all.weights]).toEqual([1, 1, 1, 0.5, 0.5]);
  expect([...(all.yaws ?? [])]).toEqual([5, 6, 7, 0, 0]);
});
