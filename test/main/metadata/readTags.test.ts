// Names as other applications write them, into photos and beside them.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { readPicasa } from '../../../main/metadata/picasa.ts';
import { TagReader } from '../../../main/metadata/readTags.ts';
import { turnRegion, type PhotoTags } from '../../../main/metadata/tags.ts';
import { isTakeoutOf } from '../../../main/metadata/takeout.ts';
import { readXmp } from '../../../main/metadata/xmp.ts';
import { temporaryFolder } from '../library/support/libraries.ts';

const SHOWN = { x: 0.2, y: 0.3, width: 0.2, height: 0.4 };
const ORIENTATIONS = [1, 2, 3, 4, 5, 6, 7, 8];
/** The turn that takes the other one back. */
const back = (orientation: number): number => ({ 6: 8, 8: 6 })[orientation] ?? orientation;
const near = (region: typeof SHOWN) =>
  Object.fromEntries(Object.entries(region).map(([key, value]) => [key, expect.closeTo(value, 3) as number]));

async function photo(path: string, orientation = 1): Promise<void> {
  const turned = orientation > 4;
  const size = { width: turned ? 300 : 400, height: turned ? 400 : 300 };
  const image = sharp({ create: { ...size, channels: 3, background: '#888' } });
  writeFileSync(path, await image.withMetadata({ orientation }).jpeg().toBuffer());
}

const read = (path: string): Promise<PhotoTags> => new TagReader().read(path, readFileSync(path));

test('what is known of the eight orientations', () => {
  const stored = { x: 0.3, y: 0.8, width: 0.4, height: 0.2 };
  expect(turnRegion(stored, 6)).toEqual(near(SHOWN));
  expect(turnRegion({ ...stored, x: 0.7, y: 0.2 }, 8)).toEqual(near(SHOWN));
  for (const orientation of ORIENTATIONS)
    expect(turnRegion(turnRegion(SHOWN, back(orientation)), orientation)).toEqual(near(SHOWN));
});

test.skipIf(spawnSync('exiftool', ['-ver']).error !== undefined).each(ORIENTATIONS)(
  'regions that exiftool wrote into a photo of orientation %i',
  async (orientation) => {
    const folder = temporaryFolder();
    const path = join(folder, 'a.jpg');
    await photo(path, orientation);
    const { x, y, width: w, height: h } = turnRegion(SHOWN, back(orientation));
    const [W, H] = orientation > 4 ? [300, 400] : [400, 300];
    const area = (unit: string) => `Area={X=${x},Y=${y},W=${w},H=${h},Unit=${unit}}`;
    const regions = `{AppliedToDimensions={W=${W},H=${H},Unit=pixel},RegionList=[{${area('normalized')},Name=Ada Lovelace,Type=Face},{${area('normalized')},Type=Face},{${area('normalized')},Name=Rex,Type=Pet}]}`;
    execFileSync('exiftool', ['-overwrite_original', `-RegionInfo=${regions}`, path], { stdio: 'ignore' });
    const { regions: found } = await read(path);
    expect(found).toEqual([{ name: 'Ada Lovelace', source: 'XMP', ...near(SHOWN) }]);
    // The same in a file beside it, and Microsoft's.
    const beside = join(folder, 'b.jpg');
    await photo(beside, orientation);
    const mp =
      `{Regions=[{PersonDisplayName=Ben,Rectangle=${x - w / 2}\\, ${y - h / 2}\\, ${w}\\, ${h}}]}`.replaceAll(
        '\\',
        '|',
      );
    execFileSync('exiftool', [`-RegionInfoMP=${mp}`, '-PersonInImage=Carl', join(folder, 'b.jpg.xmp')], {
      stdio: 'ignore',
    });
    const tags = await read(beside);
    expect(tags.regions).toEqual([{ name: 'Ben', source: 'XMP', ...near(SHOWN) }]);
    expect(tags.names).toEqual([{ name: 'Carl', source: 'XMP' }]);
  },
);

const packet = (inside: string) => `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF
  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/"
  xmlns:stDim="http://ns.adobe.com/xap/1.0/sType/Dimensions#" xmlns:stArea="http://ns.adobe.com/xmp/sType/Area#"
  ><rdf:Description rdf:about="">${inside}</rdf:Description></rdf:RDF></x:xmpmeta>`;

const list = (items: string) =>
  packet(
    `<mwg-rs:Regions rdf:parseType="Resource"><mwg-rs:AppliedToDimensions stDim:w="400" stDim:h="300" stDim:unit="pixel"/>
    <mwg-rs:RegionList><rdf:Bag>${items}</rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions>`,
  );

test.each([
  [
    'attributes, as Lightroom writes them',
    `<rdf:li><rdf:Description mwg-rs:Name="Ada &amp; Co" mwg-rs:Type="Face"><mwg-rs:Area stArea:x="0.2" stArea:y="0.3" stArea:w="0.2" stArea:h="0.4" stArea:unit="normalized"/></rdf:Description></rdf:li>`,
  ],
  [
    'elements, as exiv2 writes them',
    `<rdf:li rdf:parseType="Resource"><mwg-rs:Name>Ada &amp; Co</mwg-rs:Name><mwg-rs:Type>Face</mwg-rs:Type><mwg-rs:Area rdf:parseType="Resource"><stArea:x>0.2</stArea:x><stArea:y>0.3</stArea:y><stArea:w>0.2</stArea:w><stArea:h>0.4</stArea:h></mwg-rs:Area></rdf:li>`,
  ],
])('%s', (_, items) => {
  expect(readXmp(list(items))).toMatchObject({
    regions: [{ name: 'Ada & Co', ...SHOWN }],
    drawnOn: { width: 400, height: 300 },
  });
});

test('a photo that was cropped after its regions were drawn has none', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'a.jpg');
  await photo(path);
  const item = `<rdf:li><rdf:Description mwg-rs:Name="Ada" mwg-rs:Type="Face"><mwg-rs:Area stArea:x="0.2" stArea:y="0.3" stArea:w="0.2" stArea:h="0.4"/></rdf:Description></rdf:li>`;
  writeFileSync(join(folder, 'a.xmp'), list(item));
  expect((await read(path)).regions).toHaveLength(1);
  writeFileSync(join(folder, 'a.xmp'), list(item).replace('stDim:h="300"', 'stDim:h="200"'));
  expect((await read(path)).regions).toEqual([]);
});

test.each([
  ['not XML', 'hello'],
  ['cut short', list('<rdf:li>').slice(0, 600)],
  [
    'entities that grow',
    `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${packet('<mwg-rs:Name>&b;</mwg-rs:Name>')}`,
  ],
  ['nested too deep', packet('<rdf:li>'.repeat(9000) + '</rdf:li>'.repeat(9000))],
])('nothing comes of XMP that is %s', (_, text) => {
  expect(readXmp(text)).toEqual({ regions: [], names: [], drawnOn: null });
});

test("Picasa's boxes, with short numbers, and of nobody", async () => {
  const ini = [
    '[a.jpg]',
    'faces=rect64(1999199966668ccc),ABC1;rect64(199900004ccc8000),ffffffffffffffff;rect64(9994ccc8000),abc2',
    '[Contacts2]',
    'abc1=Ada Lovelace;;',
    'abc2=Ben;;',
  ].join('\r\n');
  expect(readPicasa(ini).get('a.jpg')).toMatchObject([
    { name: 'Ada Lovelace', x: expect.closeTo(0.25, 3) as number, y: expect.closeTo(0.325, 3) as number },
    { name: 'Ben', x: expect.closeTo(0.15, 2) as number },
  ]);
  const folder = temporaryFolder();
  await photo(join(folder, 'a.jpg'));
  writeFileSync(join(folder, '.picasa.ini'), ini);
  expect((await read(join(folder, 'a.jpg'))).regions.map(({ name, source }) => [name, source])).toEqual([
    ['Ada Lovelace', 'Picasa'],
    ['Ben', 'Picasa'],
  ]);
});

test("Google Takeout's files, however their names were cut", async () => {
  const long = 'a photo with a name that is longer than what fits.jpg';
  for (const [json, name, is] of [
    ['a.jpg.json', 'a.jpg', true],
    ['a.jpg.supplemental-metadata.json', 'a.jpg', true],
    ['a.jpg.supplemental-me.json', 'a.jpg', true],
    ['a.jpg(1).json', 'a(1).jpg', true],
    ['a.jpg.json', 'a(1).jpg', false],
    ['ab.jpg.json', 'a.jpg', false],
    [`${long.slice(0, 46)}.json`, long, true],
    ['a.json', 'a.jpg', false],
  ] as const)
    expect([json, name, isTakeoutOf(json, name)]).toEqual([json, name, is]);
  const folder = join(temporaryFolder(), 'Photos from 2020');
  mkdirSync(folder);
  await photo(join(folder, 'a.jpg'));
  writeFileSync(
    join(folder, 'a.jpg.json'),
    JSON.stringify({ title: 'a.jpg', people: [{ name: 'Ada' }, { name: 'Ben' }] }),
  );
  expect(await read(join(folder, 'a.jpg'))).toEqual({
    regions: [],
    names: [
      { name: 'Ada', source: 'Google Takeout' },
      { name: 'Ben', source: 'Google Takeout' },
    ],
  });
});
