// The web page as a start of Facet serves it: says its address and why there is no window, until Ctrl-C.
import { recordCrashesOf } from '../../crashes.ts';

/** @param why there is a page in place of the window */
export async function servePage(
  library: string | undefined,
  why: string,
): Promise<{ address: () => string }> {
  recordCrashesOf('web page');
  const { serveWeb } = await import('../web.ts');
  const shell = await serveWeb({
    ...(library === undefined ? {} : { library }),
    warn: (sentence) => console.error(sentence),
    announce: (address) => console.log(`A new address of the page:\n\n  ${address}\n`),
  });
  console.log(
    `Facet is served to your browser on this machine, because ${why}:\n\n  ${shell.address()}\n\n` +
      'The address is for you alone: it works once, within ten minutes. Ctrl-C ends Facet.',
  );
  const end = (): void => void shell.close().then(() => process.exit(0));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
  return shell;
}

export const PAGE_WAS_ASKED_FOR = 'it was asked for';
export const NO_DISPLAY = 'this machine has no display';
