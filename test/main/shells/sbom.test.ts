// The software bill of materials: valid CycloneDX, and nothing that the notices name is missing from it.
import { Spec, Validation } from '@cyclonedx/cyclonedx-library';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { packagesOf } from '../../../main/shells/notices/packages.ts';
import { partsOfDecoders, partsOfOnnxRuntime } from '../../../main/shells/notices/parts.ts';
import { softwareBillOfMaterials } from '../../../main/shells/notices/sbom.ts';

const root = resolve(import.meta.dirname, '../../..');
const packages = packagesOf(root);
const parts = [...partsOfOnnxRuntime, ...partsOfDecoders];
const make = (): string =>
  softwareBillOfMaterials({
    facet: { version: '1.2.3' },
    electron: { version: '45.0.0' },
    root,
    packages,
    parts,
  });

const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot6);

test('it is valid CycloneDX 1.6, and what is not is noticed', async () => {
  expect(await validator.validate(make())).toBeNull();
  expect(await validator.validate(make().replace('"CycloneDX"', '"Cyclone"'))).not.toBeNull();
});

interface Document {
  readonly components: readonly {
    readonly name: string;
    readonly group?: string;
    readonly version?: string;
    readonly purl?: string;
    readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
    readonly licenses?: readonly unknown[];
  }[];
}

test('it has Electron and all that the notices name, with digests of what npm delivers', () => {
  const { components } = JSON.parse(make()) as Document;
  const named = components.map(({ group, name, version = '' }) =>
    [group === undefined ? name : `${group}/${name}`, version].join(' '),
  );
  expect(named).toContain('electron 45.0.0');
  for (const { name, version } of [...packages, ...parts]) expect(named).toContain(`${name} ${version}`);
  expect(components).toHaveLength(packages.length + parts.length + 1);
  const delivered = components.filter(({ purl, name }) => purl !== undefined && name !== 'electron');
  expect(delivered.length).toBeGreaterThan(80);
  for (const { name, hashes } of delivered)
    expect(hashes, name).toEqual([
      { alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/) as string },
    ]);
});

test('it is the same each time', () => {
  expect(make()).toBe(make());
});
