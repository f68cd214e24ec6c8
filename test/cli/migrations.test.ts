// Libraries that earlier versions wrote are opened by this one: read as they are, used, written, and whole afterwards.
import extract from 'extract-zip';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SCHEMA } from '../../main/library/disk/schema.ts';
import type { Checkpoint, DoctorReport } from '../../preload/contract.ts';
import { cast, writeDifferentPhotos } from '../e2e/support/people.ts';
import { sample } from '../e2e/support/film.ts';
import { makeSandbox, type Sandbox } from './support/run.ts';

const versions = Array.from({ length: SCHEMA }, (_, index) => index + 1);
const fixture = (version: number): string =>
  join(import.meta.dirname, 'fixtures', `library-schema-${version}.zip`);

interface Named {
  readonly path: string;
  readonly faces: readonly { readonly name: string | null }[];
}

describe.each(versions)('schema %i', (version) => {
  let sandbox: Sandbox;
  let grace: string[] = [];
  let checkpoint = '';

  beforeAll(async () => {
    expect(existsSync(fixture(version)), `a library that Facet wrote with schema ${version}`).toBe(true);
    sandbox = await makeSandbox();
    await extract(fixture(version), { dir: sandbox.library });
    grace = await writeDifferentPhotos(join(sandbox.folder, 'photos'), 'Grace Hopper', cast['Grace Hopper']);
  });
  afterAll(() => sandbox.remove());

  const schemaOf = (file: string): unknown =>
    (JSON.parse(readFileSync(join(sandbox.library, file), 'utf8')) as { schema: unknown }).schema;
  const catalogues = (): string[] => [
    'facet.json',
    ...readdirSync(join(sandbox.library, 'people')).map((id) => `people/${id}/person.json`),
  ];
  /** Of faces without a name: whose they are not. */
  const denials = (): string[] => {
    const { faces } = JSON.parse(readFileSync(join(sandbox.library, 'unnamed/person.json'), 'utf8')) as {
      readonly faces: readonly { readonly denied?: readonly string[] }[];
    };
    return faces.flatMap(({ denied }) => denied ?? []);
  };
  const identify = async (): Promise<(string | null)[]> => {
    const { stdout, stderr } = await sandbox.facet(['identify', grace[1] ?? '', sample(4), '--json']);
    const photos = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Named);
    expect(photos, stderr).toHaveLength(2);
    return photos.flatMap(({ faces }) => faces.map(({ name }) => name));
  };

  test('it is whole, with its people, faces and checkpoint, and reading it changes nothing', async () => {
    expect(catalogues().map(schemaOf)).toEqual([version, version, version]);
    const { library, problems } = await sandbox.json<DoctorReport>(['doctor']);
    expect(problems).toBe(0);
    expect(library).toMatchObject({
      people: 2,
      photos: 4,
      faces: 4,
      checkpoints: 1,
      broken: [],
      unknown: [],
    });
    checkpoint = 'activeCheckpoint' in library ? (library.activeCheckpoint ?? '') : '';
    expect(checkpoint).not.toBe('');
    expect(catalogues().map(schemaOf)).toEqual([version, version, version]);
  });

  test('its checkpoint names whom it learned, and no stranger', async () => {
    const [learned] = await sandbox.json<Checkpoint[]>(['checkpoints']);
    expect(learned).toMatchObject({ id: checkpoint, encoder: 'starter', active: true });
    const [first, ...others] = await identify();
    expect(first).toBe('Grace Hopper');
    expect(others.length).toBeGreaterThan(2);
    expect(new Set(others)).toEqual(new Set([null]));
  });

  test('it is written: new photos, a new checkpoint, somebody erased', async () => {
    await sandbox.json(['import', '--person', 'Grace Hopper', grace[0] ?? '', grace[2] ?? '']);
    // Until somebody finetunes anew, the encoder stays the one that it was learned with.
    expect(await sandbox.json(['finetune'])).toMatchObject({ encoder: 'duo' });
    expect((await identify())[0]).toBe('Grace Hopper');
    await sandbox.json(['checkpoints', 'use', checkpoint]);
    expect((await identify())[0]).toBe('Grace Hopper');
    // One face more that nobody owns, in the same catalogue: what was denied before stays denied.
    const group = await sandbox.facet(['import', '--person', 'Grace Hopper', sample(4)]);
    expect(group.code, group.stderr).toBe(0);
    expect(schemaOf('unnamed/person.json')).toBe(SCHEMA);
    expect(denials()).toHaveLength(version === 1 ? 0 : 1);
    await sandbox.json(['remove', '--person', 'Ada Lovelace', '--with-checkpoints', '--yes']);
    const { library, problems } = await sandbox.json<DoctorReport>(['doctor']);
    expect(problems).toBe(0);
    expect(library).toMatchObject({ people: 1, broken: [], unknown: [] });
    expect(catalogues().map(schemaOf)).toEqual([SCHEMA, SCHEMA]);
  });
});
