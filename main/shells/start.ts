// `npm start`: the command line where there are arguments; else the best interface that works here, and why it is the best.
import { npmElectron, setUpElectron } from '../electronRuntime.ts';
import { fetchElectron } from './packaging/fetchElectron.ts';
import { openBrowser } from './web/openBrowser.ts';
import { launchWindow, openBestWindow } from './electron/openWindow.ts';

const hasDisplay =
  process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']);

async function start(): Promise<void> {
  const { values, positionals } = parse(process.argv.slice(2));
  if (positionals.length > 0) {
    await import('./cli.ts');
    return;
  }
  let why = values.web ? 'it was asked for' : 'this machine has no display';
  if (hasDisplay && !values.web) {
    const opened = await openBestWindow({
      npm: npmElectron,
      fetch: fetchElectron,
      setUp: setUpElectron,
      launch: (electron) => launchWindow(electron, values.library),
      say: (line) => console.log(line),
    });
    if ('code' in opened) {
      process.exitCode = opened.code;
      return;
    }
    ({ why } = opened);
  }
  const { serveWeb } = await import('./web.ts');
  const shell = await serveWeb({
    ...(values.library === undefined ? {} : { library: values.library }),
    warn: (sentence) => console.error(sentence),
    announce: (address) => console.log(`A new address of the page:\n\n  ${address}\n`),
  });
  console.log(
    `Facet is served to your browser on this machine, because ${why}:\n\n  ${shell.address()}\n\n` +
      'The address is for you alone: it works once, within ten minutes. Ctrl-C ends Facet.',
  );
  if (hasDisplay && !values.web) openBrowser(shell.address);
  const end = (): void => void shell.close().then(() => process.exit(0));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
}

interface Arguments {
  readonly positionals: readonly string[];
  readonly values: { readonly web: boolean; readonly library?: string };
}

/** Only the options of the interfaces are known here: everything else is for the command line to understand. */
function parse(all: readonly string[]): Arguments {
  const rest = [...all];
  let web = false;
  let library: string | undefined;
  while (
    rest[0] === '--web' ||
    (rest[0] === '--library' && rest.length === 2) ||
    (rest[0] === '--library' && rest[2] === '--web')
  ) {
    if (rest.shift() === '--web') web = true;
    else library = rest.shift();
  }
  return { positionals: rest, values: { web, ...(library === undefined ? {} : { library }) } };
}

await start();
