// What Facet is made with as a CycloneDX document, for programs that look for known holes in it (https://cyclonedx.org).
import { Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import type { Component } from './component.ts';
import { integrityOf } from './packages.ts';

export interface Ingredients {
  readonly facet: { readonly version: string };
  readonly electron: { readonly version: string };
  readonly root: string;
  /** Of the npm registry. */
  readonly packages: readonly Component[];
  /** Compiled into binaries of those. */
  readonly parts: readonly Component[];
}

/** The document as JSON: without a date or a random number in it, so that two builds of one commit are the same. */
export function softwareBillOfMaterials({ facet, electron, root, packages, parts }: Ingredients): string {
  const bom = new Models.Bom();
  const whole = new Models.Component(Enums.ComponentType.Application, 'facet', {
    bomRef: 'facet',
    version: facet.version,
  });
  whole.licenses.add(new Models.SpdxLicense('MIT'));
  bom.metadata.component = whole;
  const add = (component: Models.Component): void => {
    bom.components.add(component);
    whole.dependencies.add(component.bomRef);
  };
  const runtime = purlOf('electron', electron.version);
  add(
    new Models.Component(Enums.ComponentType.Framework, 'electron', {
      bomRef: runtime,
      purl: runtime,
      version: electron.version,
    }),
  );
  for (const { name, version, licence } of packages) {
    const purl = purlOf(name, version);
    const component = new Models.Component(Enums.ComponentType.Library, name.replace(/^@.*\//, ''), {
      bomRef: purl,
      purl,
      version,
      ...(name.startsWith('@') ? { group: name.split('/')[0] } : {}),
    });
    component.licenses.add(new Models.LicenseExpression(licence));
    for (const [algorithm, digest] of integrityOf(root, name, version))
      component.hashes.set(hashes[algorithm], digest);
    add(component);
  }
  for (const { name, licence, copyright } of parts) {
    const component = new Models.Component(Enums.ComponentType.Library, name, { bomRef: name });
    component.licenses.add(new Models.LicenseExpression(licence));
    if (copyright !== null) component.copyright = copyright;
    add(component);
  }
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  return `${serializer.serialize(bom, { sortLists: true, space: 2 })}\n`;
}

const hashes = { sha512: Enums.HashAlgorithm['SHA-512'], sha1: Enums.HashAlgorithm['SHA-1'] } as const;

/** @see https://github.com/package-url/purl-spec */
const purlOf = (name: string, version: string): string =>
  `pkg:npm/${name.replace('@', '%40')}@${encodeURIComponent(version)}`;
