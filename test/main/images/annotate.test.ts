import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { annotatePhoto } from '../../../main/images/annotate.ts';

const grey = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#808080' } })
    .png()
    .toBuffer();

const draw = async (photo: Uint8Array, ...faces: Parameters<typeof annotatePhoto>[2]) => {
  const result = await annotatePhoto(photo, { name: 'photo.png' }, faces);
  if (!result.ok) throw new Error(result.failure.message);
  return sharp(result.value).raw().toBuffer({ resolveWithObject: true });
};

/** Pixels of the label's line that are white: letters, as far as they can be counted. */
const letters = ({ data, info }: Awaited<ReturnType<typeof draw>>, top: number, bottom: number) => {
  let count = 0;
  for (let at = top * info.width * 3; at < bottom * info.width * 3; at += 3) if (data[at] > 200) count++;
  return count;
};

test('draws a box and a name, and nothing else', async () => {
  const drawn = await draw(await grey(400, 300), { box: [100, 120, 80, 90], name: 'Zoë' });
  const at = (x: number, y: number) => [...drawn.data.subarray((y * 400 + x) * 3, (y * 400 + x) * 3 + 3)];
  expect(at(140, 118)[0]).toBeLessThan(60);
  expect(at(98, 160)[0]).toBeLessThan(60);
  for (const [x, y] of [
    [140, 160],
    [50, 50],
    [300, 250],
  ])
    expect(at(x, y).every((v) => Math.abs(v - 128) < 6)).toBe(true);
  expect(letters(drawn, 95, 120)).toBeGreaterThan(20);
});

test('names cannot break out of the drawing', async () => {
  const hostile = [
    '<b>&"\'</span>',
    '../../etc',
    'a\u0000b\nc',
    '\ud83d alone',
    '😀 王小明 مرحبا',
    'A'.repeat(10_000),
    ' ',
    '&#0;',
  ];
  for (const name of hostile) {
    const drawn = await draw(
      await grey(300, 200),
      { box: [-20, -20, 100, 100], name },
      { box: [250, 150, 300, 300], name: null },
    );
    expect(drawn.info).toMatchObject({ width: 300, height: 200 });
  }
  await draw(await grey(5, 3), { box: [1, 1, 2, 1], name: 'Somebody with a long name' });
});

test('says why a photo cannot be drawn on', async () => {
  const result = await annotatePhoto(Buffer.from('text'), { name: 'text.jpg', path: '/text.jpg' }, []);
  expect(result).toMatchObject({ ok: false, failure: { kind: 'not-an-image', path: '/text.jpg' } });
});

test('names are legible on a machine without fonts', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'facet-fonts-'));
  try {
    const config = join(folder, 'fonts.conf');
    writeFileSync(config, `<fontconfig><dir>${folder}</dir></fontconfig>`);
    const module = pathToFileURL(join(import.meta.dirname, '../../../main/images/annotate.ts')).href;
    const script = `
      import sharp from 'sharp';
      import { annotatePhoto } from '${module}';
      const photo = await sharp({ create: { width: 400, height: 300, channels: 3, background: '#808080' } }).png().toBuffer();
      const copy = await annotatePhoto(photo, { name: 'photo' }, [{ box: [100, 120, 80, 90], name: 'Zoë Иван' }]);
      process.stdout.write(copy.value);`;
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['--import', 'tsx', '--input-type=module', '-e', script],
      {
        cwd: join(import.meta.dirname, '../../..'),
        env: { ...process.env, FONTCONFIG_FILE: config },
        maxBuffer: 1 << 24,
      },
    );
    expect(stderr.toString()).toBe('');
    const there = await sharp(stdout).raw().toBuffer({ resolveWithObject: true });
    const here = await draw(await grey(400, 300), { box: [100, 120, 80, 90], name: 'Zoë Иван' });
    // The same letters, up to hinting, which fontconfig's settings decide.
    expect(Math.abs(letters(there, 95, 120) / letters(here, 95, 120) - 1)).toBeLessThan(0.25);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
