// A Debian system of its own in a folder, made from the packages of the mirror that this machine uses.
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { copyFileSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';

export interface DebianRoot {
  readonly folder: string;
  /** Runs a shell's line in it as root and answers with what it printed; throws where it fails. */
  run(line: string): string;
  /** The same as the ordinary user, whose home is /home/ada. */
  runAsUser(line: string): string;
  /** Starts a shell's line as the ordinary user; killed, it takes all that it started with it. */
  startAsUser(line: string): ChildProcess;
  /** Copies a file into its /tmp; answers with the path there. */
  bring(file: string): string;
}

const tools = ['debootstrap', 'unshare', 'chroot', 'apt-get'];

/** Why none can be made here; null where one can. */
export function missingForDebianRoot(): string | null {
  if (process.getuid?.() !== 0) return 'needs root, to make a Debian system in a folder';
  const missing = tools.filter((tool) => spawnSync('sh', ['-c', `command -v ${tool}`]).status !== 0);
  return missing.length === 0 ? null : `needs ${missing.join(', ')} (Debian: debootstrap)`;
}

/** The release of this machine, and where its packages come from. */
function source(): { readonly suite: string; readonly mirror: string } {
  const suite = execFileSync('sh', ['-c', '. /etc/os-release; echo $VERSION_CODENAME'], { encoding: 'utf8' });
  const targets = execFileSync('apt-get', ['indextargets', '--format', '$(CREATED_BY) $(RELEASE) $(SITE)'], {
    encoding: 'utf8',
  });
  const [, mirror = ''] = new RegExp(`^Packages ${suite.trim()} (\\S+)$`, 'm').exec(targets) ?? [];
  return { suite: suite.trim(), mirror };
}

/** Takes a minute or two. */
export function makeDebianRoot(folder: string): DebianRoot {
  const { suite, mirror } = source();
  mkdirSync(folder, { recursive: true });
  execFileSync('debootstrap', ['--variant=minbase', suite, folder, mirror], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  // A namespace of its own for mounts and processes: nothing stays mounted, and nothing runs on.
  const enter = (user: string, line: string): [string, string[]] => [
    'unshare',
    [
      ...['--mount', '--pid', '--fork', '--kill-child'],
      'sh',
      '-c',
      'mount -t proc proc "$0/proc" && mount --rbind /dev "$0/dev" && chroot --userspec="$1" "$0" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive HOME="$2" sh -c "$3"; exit $?',
      folder,
      user,
      user === 'root' ? '/root' : '/home/ada',
      line,
    ],
  ];
  const run = (user: string, line: string): string => {
    const { status, stdout, stderr } = spawnSync(...enter(user, line), { encoding: 'utf8', maxBuffer: 1e9 });
    if (status !== 0) throw new Error(`${line}: exit code ${status}\n${stdout}${stderr}`);
    return stdout;
  };
  run('root', 'useradd --create-home ada');
  return {
    folder,
    run: (line) => run('root', line),
    runAsUser: (line) => run('ada:ada', line),
    startAsUser: (line) => spawn(...enter('ada:ada', line), { stdio: ['ignore', 'pipe', 'pipe'] }),
    bring(file) {
      copyFileSync(file, join(folder, 'tmp', basename(file)));
      return `/tmp/${basename(file)}`;
    },
  };
}
