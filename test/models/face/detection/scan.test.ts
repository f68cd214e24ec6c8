import { expect, test } from 'vitest';
import { blazeface } from '../../../../models/face/detection/blazeface.ts';
import { scanBlock } from '../../../../models/face/detection/scan.ts';
import { transform } from '../../../../models/image/similarity.ts';

test('what is around a block gives no hints: it is another block’s, and the network sees the end of the picture there', async () => {
  const image = { data: new Uint8Array(400 * 300 * 3), width: 400, height: 300 };
  // A network that hints at every corner of its cells.
  const decoder = {
    ...blazeface,
    decode: () => [],
    hints: (...[, toImage, { width, height }]: Parameters<NonNullable<typeof blazeface.hints>>) =>
      Array.from({ length: (width / 16) * (height / 16) }, (_, i) =>
        transform(toImage, [(i % (width / 16)) * 16, Math.floor(i / (width / 16)) * 16]),
      ),
  };
  const { hints } = await scanBlock(
    { image, contrast: 45, sure: [], weak: true, exhaustive: true },
    { decoder, run: () => Promise.resolve({}) },
    { scale: 0.5, face: 7, blocks: [] },
    [100, 0, 100, 100],
  );
  expect(hints.length).toBeGreaterThan(20);
  for (const [x, y] of hints) {
    expect(x >= 200 && x < 400, `${x}`).toBe(true);
    expect(y >= 0 && y < 200, `${y}`).toBe(true);
  }
});
