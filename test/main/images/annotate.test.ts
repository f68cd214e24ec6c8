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

/** What a process of its own, with a start of its own, makes of grey with one name on it; and how many letters it has. */
async function drawnElsewhere(start: string, environment: NodeJS.ProcessEnv): Promise<number> {
  const module = pathToFileURL(join(import.meta.dirname, '../../../main/images/annotate.ts')).href;
  const photo = (await grey(400, 300)).toString('base64');
  const script = `${start}
    const { annotatePhoto } = await import('${module}');
    const photo = Buffer.from('${photo}', 'base64');
    const copy = await annotatePhoto(photo, { name: 'photo' }, [{ box: [100, 120, 80, 90], name: 'Zoë Иван' }]);
    process.stdout.write(copy.value, () => process.exit());`;
  const folder = mkdtempSync(join(tmpdir(), 'facet-annotate-'));
  try {
    // A file: the threads of sharp's WebAssembly build cannot start in a script that is an argument.
    const file = join(folder, 'draw.mjs');
    writeFileSync(file, script);
    const { stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', file], {
      cwd: join(import.meta.dirname, '../../..'),
      env: { ...process.env, ...environment },
      maxBuffer: 1 << 24,
      timeout: 30_000,
    });
    expect(stderr.toString()).toBe('');
    return letters(await sharp(stdout).raw().toBuffer({ resolveWithObject: true }), 95, 120);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const drawnHere = async () =>
  letters(await draw(await grey(400, 300), { box: [100, 120, 80, 90], name: 'Zoë Иван' }), 95, 120);

test('names are legible on a machine without fonts', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'facet-fonts-'));
  try {
    const config = join(folder, 'fonts.conf');
    writeFileSync(config, `<fontconfig><dir>${folder}</dir></fontconfig>`);
    const there = await drawnElsewhere('', { FONTCONFIG_FILE: config });
    // The same letters, up to hinting, which fontconfig's settings decide.
    expect(Math.abs(there / (await drawnHere()) - 1)).toBeLessThan(0.25);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.runIf(process.platform === 'linux')(
  'names are the same in the build of sharp that has no text',
  async () => {
    const electron = `Object.defineProperty(process.versions, 'electron', { value: 'as if' });`;
    const there = await drawnElsewhere(electron, {});
    expect(Math.abs(there / (await drawnHere()) - 1)).toBeLessThan(0.25);
  },
);
