// `npm start`: the command line where there are arguments; else the best interface that works here, and why it is the best.
import { nameLanguage } from '../language.ts';
import { npmElectron, setUpElectron } from '../electronRuntime.ts';
import { fetchElectron } from './packaging/fetchElectron.ts';
import { hasDisplay, interfaceOf } from './interface.ts';
import { openBrowser } from './web/openBrowser.ts';
import { launchWindow, openBestWindow } from './electron/openWindow.ts';
import { NO_DISPLAY, PAGE_WAS_ASKED_FOR, servePage } from './web/servePage.ts';

async function start(): Promise<void> {
  const asked = interfaceOf(process.argv.slice(2));
  if (asked.kind === 'command') {
    const { runCommandLine } = await import('./cli/run.ts');
    await runCommandLine(asked.args);
    return;
  }
  if (asked.language !== undefined) nameLanguage(asked.language);
  if (asked.kind === 'page') {
    await servePage(asked.library, PAGE_WAS_ASKED_FOR);
    return;
  }
  let why = NO_DISPLAY;
  if (hasDisplay()) {
    const opened = await openBestWindow({
      npm: npmElectron,
      fetch: fetchElectron,
      setUp: setUpElectron,
      launch: (electron) => launchWindow(electron, asked.library),
      say: (line) => console.log(line),
    });
    if ('code' in opened) {
      process.exitCode = opened.code;
      return;
    }
    ({ why } = opened);
  }
  const { address } = await servePage(asked.library, why);
  if (hasDisplay()) openBrowser(address);
}

await start();
