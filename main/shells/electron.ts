// Electron's main module. From a clone it is the window; a package has no Node beside it, so there it is the command line, the
// web page's server and the engine of both as well.
//
// These need no display: they run while this module is being evaluated, and Chromium waits for that before it opens one.
import { app } from 'electron';
import { pathToFileURL } from 'node:url';
import { ENGINE_SWITCH, engineScript } from '../engine/transport.ts';
import { exit } from './cli/exit.ts';
import { nameLanguage } from '../language.ts';
import { hasDisplay, interfaceOf, libraryAmong } from './interface.ts';
import { isPackaged, refusedSwitch } from './electron/switches.ts';
import { changeUserPath, commandFolder, PATH_SWITCH } from './windows/userPath.ts';
import { NO_DISPLAY, PAGE_WAS_ASKED_FOR, servePage } from './web/servePage.ts';

const wrong = refusedSwitch();
if (wrong === null) {
  await start();
} else {
  console.error(`Facet does not start with --${wrong}: other programs could drive or read its window.`);
  console.error('Leave the switch out; Facet started from its sources (`npm start`) serves it.');
  app.exit(exit.wrongUse);
}

async function start(): Promise<void> {
  if (!isPackaged) return openWindow();
  if (app.commandLine.hasSwitch(ENGINE_SWITCH)) {
    await import(pathToFileURL(engineScript()).href);
    return untilItEnds();
  }
  if (app.commandLine.hasSwitch(PATH_SWITCH)) {
    const done = changeUserPath(app.commandLine.getSwitchValue(PATH_SWITCH), commandFolder());
    app.exit(done ? exit.done : exit.failed);
    return untilItEnds();
  }
  const asked = interfaceOf(...given());
  if (asked.kind === 'command') {
    const { runCommandLine } = await import('./cli/run.ts');
    await runCommandLine(asked.args);
    // What is still on its way to a pipe.
    for (const stream of [process.stdout, process.stderr])
      await new Promise<void>((written) => stream.write('', () => written()));
    app.exit(Number(process.exitCode ?? exit.done));
    return untilItEnds();
  }
  if (asked.language !== undefined) nameLanguage(asked.language);
  if (asked.kind === 'window' && hasDisplay()) return openWindow(asked.library);
  await servePage(asked.library, asked.kind === 'page' ? PAGE_WAS_ASKED_FOR : NO_DISPLAY);
  return untilItEnds();
}

/** Behind `--` stands what `bin/facet` was given; without that everything with a dash may be Chromium's. */
function given(): Parameters<typeof interfaceOf> {
  const [, ...all] = process.argv;
  const apart = all.indexOf('--');
  if (apart >= 0) return [all.slice(apart + 1)];
  const ours: ReadonlySet<string> = new Set(['--library', '--language', '--web']);
  return [all, (argument) => argument.startsWith('-') && !ours.has(argument)];
}

async function openWindow(library?: string): Promise<void> {
  const { startWindow } = await import('./electron/main.ts');
  startWindow(library ?? libraryAmong(process.argv));
}

/** Chromium would go on to its display. */
function untilItEnds(): Promise<never> {
  return new Promise(() => undefined);
}
