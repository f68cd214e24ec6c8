// Which Electron `npm run dist` packages: one that gets security updates, or another that was asked for by its version.
import { failed, success, type Result } from '../../../models/failure.ts';
import { electronFiles, type ElectronFiles, type FoundElectron } from '../../electronRuntime.ts';
import { supportWarning } from '../../electronSupport.ts';

export interface Electrons {
  readonly npm: () => FoundElectron | null;
  readonly fetch: () => Promise<FoundElectron | null>;
  readonly setUp: () => FoundElectron | null;
}

const filesOf = (found: FoundElectron | null): ElectronFiles | null =>
  found === null ? null : electronFiles(found);

/** @param asked the version that was named, or undefined where the choice is free */
export async function electronToPackage(
  asked: string | undefined,
  { npm, fetch, setUp }: Electrons,
): Promise<Result<ElectronFiles>> {
  if (asked !== undefined) {
    const here = [filesOf(npm()), filesOf(setUp())].filter((files) => files !== null);
    const named = here.find(({ version }) => version === asked);
    if (named !== undefined) return success(named);
    const others = here.map(({ version }) => version).join(' and ') || 'none';
    return failed('not-found', `There is no Electron ${asked} here.`, `Name one that is here: ${others}.`);
  }
  const found = filesOf(npm() ?? (await fetch()));
  const supported = found !== null && supportWarning(found.version) === null;
  if (supported) return success(found);
  const old = found ?? filesOf(setUp());
  if (old === null) {
    return failed(
      'not-found',
      'There is no Electron to package, and none could be fetched.',
      'Run `npx install-electron` where the machine can reach the place that it comes from.',
    );
  }
  return failed(
    'bad-arguments',
    `The only Electron here is ${old.version}, which gets no security updates: a package of it would be unsafe to hand out.`,
    `Run \`npx install-electron\` for a supported one; for a test, \`npm run dist -- --electron ${old.version}\` packages this one.`,
  );
}
