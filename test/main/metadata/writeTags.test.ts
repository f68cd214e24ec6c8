// Names that Facet writes, as exiftool and exiv2 (digiKam's library) read them, and beside what others wrote.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { TagReader } from '../../../main/metadata/readTags.ts';
import { writeSidecar } from '../../../main/metadata/writeTags.ts';
import type { NamedRegion } from '../../../main/metadata/writeXmp.ts';
import { failureOf, temporaryFolder, valueOf } from '../library/support/libraries.ts';

const has = (program: string, version: string): boolean => spawnSync(program, [version]).error === undefined;
const ORIENTATIONS = [1, 2, 3, 4, 5, 6, 7, 8];

/** In shares of the upright photo, 400 x 300. */
const ADA: NamedRegion = { name: 'Ada & Co', x: 0.2, y: 0.3, width: 0.2, height: 0.4, namedBy: 'person' };
const BEN: NamedRegion = { ...ADA, name: 'Ben "B" <b>', x: 0.7, namedBy: 'recognition' };

/** Where the centre of Ada's region is stored, and how large, by the turns that EXIF defines. */
const STORED: Readonly<Record<number, readonly [x: number, y: number, w: number, h: number]>> = {
  1: [0.2, 0.3, 0.2, 0.4],
  2: [0.8, 0.3, 0.2, 0.4],
  3: [0.8, 0.7, 0.2, 0.4],
  4: [0.2, 0.7, 0.2, 0.4],
  5: [0.3, 0.2, 0.4, 0.2],
  6: [0.3, 0.8, 0.4, 0.2],
  7: [0.7, 0.8, 0.4, 0.2],
  8: [0.7, 0.2, 0.4, 0.2],
};

async function photo(path: string, orientation = 1): Promise<Uint8Array> {
  const turned = orientation > 4;
  const size = { width: turned ? 300 : 400, height: turned ? 400 : 300 };
  const image = sharp({ create: { ...size, channels: 3, background: '#888' } });
  const bytes = await image.withMetadata({ orientation }).jpeg().toBuffer();
  writeFileSync(path, bytes);
  return bytes;
}

interface Read {
  readonly RegionInfo?: {
    readonly AppliedToDimensions: { readonly W: number; readonly H: number };
    readonly RegionList: readonly {
      readonly Name?: string;
      readonly Type: string;
      readonly Area: { readonly X: number; readonly Y: number; readonly W: number; readonly H: number };
    }[];
  };
  readonly RegionInfoMP?: {
    readonly Regions: readonly { readonly PersonDisplayName?: string; readonly Rectangle: string }[];
  };
  readonly Title?: string;
  readonly Rating?: number;
}

const exiftool = (path: string): Read => {
  const [read] = JSON.parse(execFileSync('exiftool', ['-j', '-struct', path]).toString()) as [Read];
  return read;
};
const exiftoolWrites = (path: string, ...args: string[]): void =>
  void execFileSync('exiftool', ['-overwrite_original', ...args, path], { stdio: 'ignore' });

const namesIn = ({ RegionInfo, RegionInfoMP }: Read) => ({
  mwg: (RegionInfo?.RegionList ?? []).map(({ Name }) => Name),
  mp: (RegionInfoMP?.Regions ?? []).map(({ PersonDisplayName }) => PersonDisplayName),
});

const close = (numbers: readonly number[]) => numbers.map((number) => expect.closeTo(number, 5) as number);

describe.skipIf(!has('exiftool', '-ver'))('read back by exiftool', () => {
  test.each(ORIENTATIONS)('a photo of orientation %i', async (orientation) => {
    const path = join(temporaryFolder(), 'a.jpg');
    const bytes = await photo(path, orientation);
    const written = valueOf(await writeSidecar(path, bytes, [ADA, BEN]));
    expect(written).toEqual({ file: `${path}.xmp`, changed: true, otherwise: [] });
    const read = exiftool(`${path}.xmp`);
    expect(namesIn(read)).toEqual({ mwg: [ADA.name, BEN.name], mp: [ADA.name, BEN.name] });
    const turned = orientation > 4;
    expect(read.RegionInfo?.AppliedToDimensions).toMatchObject({
      W: turned ? 300 : 400,
      H: turned ? 400 : 300,
    });
    const [ada] = read.RegionInfo?.RegionList ?? [];
    const [x, y, w, h] = STORED[orientation] ?? [0, 0, 0, 0];
    expect(ada?.Type).toBe('Face');
    expect([ada?.Area.X, ada?.Area.Y, ada?.Area.W, ada?.Area.H]).toEqual(close([x, y, w, h]));
    const rectangle = read.RegionInfoMP?.Regions[0]?.Rectangle.split(', ').map(Number);
    expect(rectangle).toEqual(close([x - w / 2, y - h / 2, w, h]));
    // The photo is as it was, and Facet reads what a person said, not what it guessed itself.
    expect(readFileSync(path).equals(bytes)).toBe(true);
    const own = await new TagReader().read(path, bytes);
    expect(own.regions.map(({ name, x: at, y: down }) => [name, at, down])).toEqual([
      ['Ada & Co', ...close([0.2, 0.3])],
    ]);
    // Twice is once.
    const again = readFileSync(`${path}.xmp`, 'utf8');
    expect(valueOf(await writeSidecar(path, bytes, [ADA, BEN]))).toMatchObject({ changed: false });
    expect(readFileSync(`${path}.xmp`, 'utf8')).toBe(again);
  });

  test('what others wrote stays: fields, regions of pets and of other faces, and their names', async () => {
    const path = join(temporaryFolder(), 'a.jpg');
    const bytes = await photo(path);
    const area = 'Area={X=0.7,Y=0.3,W=0.2,H=0.4,Unit=normalized}';
    const pet = 'Area={X=0.2,Y=0.3,W=0.2,H=0.4,Unit=normalized}';
    const sidecar = `${path}.xmp`;
    exiftoolWrites(
      sidecar,
      '-XMP-dc:Title=A party',
      '-XMP-xmp:Rating=4',
      `-RegionInfo={AppliedToDimensions={W=400,H=300,Unit=pixel},RegionList=[{${area},Name=Benjamin,Type=Face,Description=hat},{${pet},Name=Rex,Type=Pet}]}`,
    );
    const written = valueOf(await writeSidecar(path, bytes, [ADA, BEN]));
    expect(written).toEqual({ file: sidecar, changed: true, otherwise: [BEN.name] });
    const read = exiftool(sidecar);
    expect(read).toMatchObject({ Title: 'A party', Rating: 4 });
    expect(namesIn(read)).toEqual({ mwg: ['Benjamin', 'Rex', ADA.name], mp: [ADA.name, BEN.name] });
    expect(read.RegionInfo?.RegionList[0]).toMatchObject({ Description: 'hat' });
    // Renamed: the old name goes, the others' stay; with nobody's name, all of Facet's go.
    valueOf(await writeSidecar(path, bytes, [{ ...ADA, name: 'Ada Lovelace' }]));
    expect(namesIn(exiftool(sidecar))).toEqual({
      mwg: ['Benjamin', 'Rex', 'Ada Lovelace'],
      mp: ['Ada Lovelace'],
    });
    valueOf(await writeSidecar(path, bytes, []));
    expect(namesIn(exiftool(sidecar))).toEqual({ mwg: ['Benjamin', 'Rex'], mp: [] });
    expect(exiftool(sidecar)).toMatchObject({ Title: 'A party', Rating: 4 });
  });

  test('a new file has the regions that the photo has in it, as readers prefer the file', async () => {
    const path = join(temporaryFolder(), 'a.jpg');
    await photo(path);
    const area = 'Area={X=0.7,Y=0.3,W=0.2,H=0.4,Unit=normalized}';
    exiftoolWrites(
      path,
      `-RegionInfo={AppliedToDimensions={W=400,H=300,Unit=pixel},RegionList=[{${area},Name=Zoe,Type=Face}]}`,
    );
    const bytes = readFileSync(path);
    valueOf(await writeSidecar(path, bytes, [ADA]));
    expect(namesIn(exiftool(`${path}.xmp`))).toEqual({ mwg: ['Zoe', ADA.name], mp: [ADA.name] });
    expect(readFileSync(path).equals(bytes)).toBe(true);
  });
});

test.skipIf(!has('exiv2', '--version'))('read back by exiv2, as digiKam does', async () => {
  const path = join(temporaryFolder(), 'a.jpg');
  const bytes = await photo(path, 6);
  valueOf(await writeSidecar(path, bytes, [ADA, BEN]));
  const said = execFileSync('exiv2', ['-PXkv', `${path}.xmp`]).toString();
  for (const line of [
    /Xmp\.mwg-rs\.Regions\/mwg-rs:RegionList\[1\]\/mwg-rs:Name +Ada & Co/,
    /Xmp\.mwg-rs\.Regions\/mwg-rs:RegionList\[2\]\/mwg-rs:Name +Ben "B" <b>/,
    /RegionList\[1\]\/mwg-rs:Area\/stArea:x +0\.300000/,
    /RegionList\[1\]\/mwg-rs:Area\/stArea:y +0\.800000/,
    /Xmp\.MP\.RegionInfo\/MPRI:Regions\[1\]\/MPReg:PersonDisplayName +Ada & Co/,
    /Xmp\.MP\.RegionInfo\/MPRI:Regions\[1\]\/MPReg:Rectangle +0\.100000, 0\.700000, 0\.400000, 0\.200000/,
  ])
    expect(said).toMatch(line);
});

test('of files for two photos the one with the whole name is written', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'a.jpg');
  const bytes = await photo(path);
  const empty =
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>';
  writeFileSync(join(folder, 'a.xmp'), empty);
  expect(valueOf(await writeSidecar(path, bytes, [ADA])).file).toBe(join(folder, 'a.xmp'));
  await photo(join(folder, 'a.png'));
  expect(valueOf(await writeSidecar(path, bytes, [ADA])).file).toBe(`${path}.xmp`);
});

test('no names: no file; a file that is not XMP, or is of the photo before it was cropped, stays as it is', async () => {
  const path = join(temporaryFolder(), 'a.jpg');
  const bytes = await photo(path);
  expect(valueOf(await writeSidecar(path, bytes, [])).file).toBeNull();
  expect(existsSync(`${path}.xmp`)).toBe(false);
  const cropped = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns:mwg-rs="http://www.metadataworkinggroup.com/schemas/regions/" xmlns:stDim="http://ns.adobe.com/xap/1.0/sType/Dimensions#"
    xmlns:stArea="http://ns.adobe.com/xmp/sType/Area#"><rdf:Description rdf:about=""><mwg-rs:Regions rdf:parseType="Resource">
    <mwg-rs:AppliedToDimensions stDim:w="900" stDim:h="300" stDim:unit="pixel"/><mwg-rs:RegionList><rdf:Bag><rdf:li>
    <rdf:Description mwg-rs:Name="Zoe" mwg-rs:Type="Face"><mwg-rs:Area stArea:x=".1" stArea:y=".1" stArea:w=".1" stArea:h=".1"/>
    </rdf:Description></rdf:li></rdf:Bag></mwg-rs:RegionList></mwg-rs:Regions></rdf:Description></rdf:RDF></x:xmpmeta>`;
  for (const text of ['not XMP', cropped]) {
    writeFileSync(`${path}.xmp`, text);
    expect(failureOf(await writeSidecar(path, bytes, [ADA])).message).toContain(`${path}.xmp`);
    expect(readFileSync(`${path}.xmp`, 'utf8')).toBe(text);
  }
});
