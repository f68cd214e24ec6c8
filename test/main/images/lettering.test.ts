// Names as pixels, in the scripts that people are called in, with the fonts that Facet brings.
import { expect, test } from 'vitest';
import { fontFor } from '../../../main/images/fonts.ts';
import { drawText } from '../../../main/images/lettering.ts';

/** The letters' opacity, a byte a pixel, and how many pixels wide they are. */
async function drawn(text: string): Promise<{ readonly ink: Buffer; readonly width: number }> {
  const { data, info } = await drawText(text, 40)
    .extractChannel('alpha')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { ink: data, width: info.width };
}

test.each(['Ada Lovelace', '张伟', '欧阳娜娜', '李 Ada', '龘'])('%s is drawn whole', (name) => {
  const missing = [...name].filter((character) => fontFor(character) === null);
  expect(missing).toEqual([]);
});

test('Chinese names are drawn, each as itself, and not as empty boxes', async () => {
  const [wei, fang, both] = await Promise.all(['伟', '芳', '伟芳'].map(drawn));
  expect(wei?.ink.equals(fang?.ink ?? Buffer.of())).toBe(false);
  // A character is as wide as the font is high; an empty box is narrower.
  expect([wei?.width, fang?.width, both?.width]).toEqual([40, 40, 80]);
  const inked = (wei?.ink ?? Buffer.of()).filter((opacity) => opacity > 127).length;
  // 伟 has six strokes: more than the frame of a box, less than a filled square.
  expect(inked / 1600).toBeGreaterThan(0.12);
  expect(inked / 1600).toBeLessThan(0.5);
});

test('a character of no font is said to have none', () => {
  expect(fontFor('\u{13000}')).toBeNull();
});
