// A network namespace whose only way out leads to a recorder: what a program in it sends is counted by the kernel.
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Namespace {
  /** How a program is started in it: put this before its command line. */
  readonly enter: readonly string[];
  /** Packets, of any protocol, that have left it so far. */
  packets(): number;
  /** Names that were asked for and connections that were made, as lines. */
  readonly heard: readonly string[];
  close(): void;
}

const INSIDE = '10.99.0.1';
const OUTSIDE = '10.99.0.2';

function ip(...args: string[]): string {
  const { status, stdout, stderr, error } = spawnSync('ip', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`ip ${args.join(' ')}: ${error?.message ?? stderr.trim()}`);
  return stdout;
}

/** Why no namespace can be made here; null where one can. */
export function missingForNamespace(): string | null {
  const probe = `facet-probe-${process.pid}`;
  try {
    ip('netns', 'add', probe);
    ip('netns', 'delete', probe);
    return null;
  } catch (error) {
    return `needs network namespaces (root on Linux, and Debian's iproute2): ${(error as Error).message}`;
  }
}

export async function openNamespace(): Promise<Namespace> {
  const inside = `facet-${process.pid}`;
  const outside = `facet-world-${process.pid}`;
  const settings = join('/etc/netns', inside);
  const heard: string[] = [];
  let world: ChildProcess | undefined;
  const close = (): void => {
    world?.kill();
    for (const name of [inside, outside]) spawnSync('ip', ['netns', 'delete', name]);
    rmSync(settings, { recursive: true, force: true });
  };
  process.once('exit', close);
  try {
    mkdirSync(settings, { recursive: true });
    writeFileSync(join(settings, 'resolv.conf'), `nameserver ${OUTSIDE}\noptions attempts:1 timeout:2\n`);
    for (const name of [inside, outside]) {
      ip('netns', 'add', name);
      // The kernel would announce itself to IPv6 neighbours.
      const file = '/proc/sys/net/ipv6/conf/all/disable_ipv6';
      ip('netns', 'exec', name, 'sh', '-c', `[ ! -e ${file} ] || echo 1 > ${file}`);
      ip('-n', name, 'link', 'set', 'lo', 'up');
    }
    ip('link', 'add', 'out', 'netns', inside, 'type', 'veth', 'peer', 'name', 'in', 'netns', outside);
    ip('-n', inside, 'address', 'add', `${INSIDE}/24`, 'dev', 'out');
    ip('-n', outside, 'address', 'add', `${OUTSIDE}/24`, 'dev', 'in');
    ip('-n', inside, 'link', 'set', 'out', 'up');
    ip('-n', outside, 'link', 'set', 'in', 'up');
    ip('-n', inside, 'route', 'add', 'default', 'via', OUTSIDE);
    ip('-n', outside, 'route', 'add', 'local', '0.0.0.0/0', 'dev', 'lo');
    const script = join(import.meta.dirname, 'outsideWorld.ts');
    const started = spawn(
      'ip',
      ['netns', 'exec', outside, process.execPath, '--import', 'tsx', script, OUTSIDE],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    world = started;
    await new Promise<void>((ready, failed) => {
      started.once('exit', (code) => failed(new Error(`the recorder ended with ${code}`)));
      started.stdout.setEncoding('utf8').on('data', (text: string) => {
        heard.push(...text.split('\n').filter((line) => line !== '' && line !== 'ready'));
        if (text.includes('ready')) ready();
      });
    });
  } catch (error) {
    close();
    throw error;
  }
  return {
    enter: ['ip', 'netns', 'exec', inside],
    packets() {
      const [link] = JSON.parse(ip('-n', outside, '-s', '-j', 'link', 'show', 'in')) as [
        { readonly stats64: { readonly rx: { readonly packets: number } } },
      ];
      return link.stats64.rx.packets;
    },
    heard,
    close,
  };
}
