// The bridge's end in the main process: calls, cancellations, dialogs and cameras of our own page, and of no other.
import {
  BrowserWindow,
  dialog,
  ipcMain,
  MessageChannelMain,
  shell,
  type IpcMainEvent,
  type IpcMainInvokeEvent,
  type OpenDialogOptions,
  type WebContents,
} from 'electron';
import { failed, type Result } from '../../../models/failure.ts';
import type { CameraAnswer, LongWork, Transport, Message, Notice } from '../../../preload/window.ts';
import type { PhotoFaces } from '../../engine/engine.ts';
import type { WindowApplication } from '../../window/application.ts';
import { isOurs } from './guards.ts';
import { words } from './native/language.ts';
import { PageLink } from '../pageLink.ts';
import type { UtilityEngine } from './utilityEngine.ts';

type Choice = Parameters<Transport['choose']>[0];

/** What is saved, and the name that is proposed for it. */
const saved = { 'save-zip': 'facet.zip', 'save-report': 'facet.html' } as const;

const dialogs = (): Record<Exclude<Choice, keyof typeof saved>, OpenDialogOptions> => {
  const { filters } = words();
  const file = (name: string, ...extensions: string[]): OpenDialogOptions => ({
    properties: ['openFile'],
    filters: [{ name, extensions }],
  });
  return {
    photos: { properties: ['openFile', 'multiSelections'] },
    folder: { properties: ['openDirectory', 'createDirectory'] },
    'open-zip': file(filters.zip, 'zip'),
    digikam: file(filters.digikam, 'db'),
    model: file(filters.model, 'onnx', 'safetensors'),
  };
};

export interface ElectronBridge {
  notify(notice: Notice): void;
  focus(): void;
  /** The long work that would end with the window. */
  work(): readonly LongWork[];
  close(): Promise<void>;
}

export function serveBridge(
  application: WindowApplication,
  engine: UtilityEngine,
  { restart, settingsChanged }: { restart: () => void; settingsChanged: () => void },
): ElectronBridge {
  const links = new Map<WebContents, PageLink>();

  const linkOf = (page: WebContents): PageLink => {
    const known = links.get(page);
    if (known !== undefined) return known;
    const say = (message: Message): void => {
      if (!page.isDestroyed()) page.send('say', message);
    };
    const link = new PageLink(application, say);
    links.set(page, link);
    const end = (): void => {
      link.close();
      if (links.get(page) === link) links.delete(page);
    };
    page.once('destroyed', end);
    page.once('render-process-gone', end);
    // A page that was reloaded asks for other things, under the same numbers.
    page.once('did-navigate', end);
    return link;
  };

  const check = ({ senderFrame }: IpcMainInvokeEvent | IpcMainEvent): boolean => isOurs(senderFrame);
  const stranger = failed('no-permission', 'Another page may not ask for that.', 'Use the window of Facet.');

  ipcMain.handle('call', async (event, job: unknown, command: unknown, request: unknown) => {
    const answer = check(event) ? await linkOf(event.sender).call(job, command, request) : stranger;
    if (command === 'settings.change') settingsChanged();
    // An answer may overtake what was said on the way: this comes behind all of it, and the page waits for it.
    if (!event.sender.isDestroyed()) event.sender.send(`end-${String(job)}`);
    return answer;
  });
  ipcMain.on('cancel', (event, job: unknown) => {
    if (check(event)) linkOf(event.sender).cancel(job);
  });
  ipcMain.handle('choose', (event, what: unknown) => (check(event) ? choose(event.sender, what) : null));
  // The library's own folder, whatever the page says: no path comes from there.
  ipcMain.on('show-library', (event) => {
    if (check(event)) void shell.openPath(application.services.place.folder);
  });
  ipcMain.on('restart', (event) => {
    if (check(event)) restart();
  });
  ipcMain.on('camera', (event, request: unknown, fpir: unknown) => {
    if (check(event) && typeof request === 'number') void openCamera(event.sender, request, fpir);
  });

  /** Two ports for the page's request of that number: frames go to the engine on the first, answers come from here on the second. */
  async function openCamera(page: WebContents, request: number, fpir: unknown): Promise<void> {
    const answers = new MessageChannelMain();
    const answer = (said: Result<CameraAnswer>): void => answers.port1.postMessage(said);
    answers.port1.start();
    const session = await application.openCamera(fpir);
    const ports = session.ok ? engine.openCamera(session.value.models) : null;
    if (page.isDestroyed()) {
      if (session.ok) session.value.close();
      return;
    }
    if (!session.ok || ports === null) {
      if (session.ok) session.value.close();
      page.postMessage('camera', request, [new MessageChannelMain().port1, answers.port2]);
      answer(session.ok ? engineDied : session);
      return;
    }
    const watch = application.services.engine.watchFrames();
    ports.found.on('message', ({ data }) => {
      watch.answered();
      void session.value.see(data as Result<PhotoFaces>).then(answer);
    });
    // Ports close when the page stops its camera too: only the end of the process is a death.
    const unwatch = engine.watch(() => {
      unwatch();
      answer(engineDied);
    });
    ports.found.start();
    answers.port1.once('close', () => {
      unwatch();
      watch.close();
      session.value.close();
      ports.found.close();
    });
    page.postMessage('camera', request, [ports.page, answers.port2]);
  }

  return {
    notify(notice) {
      for (const page of links.keys()) {
        if (!page.isDestroyed())
          page.send('say', { job: null, event: 'notice', payload: notice } satisfies Message);
      }
    },
    focus() {
      const [window] = BrowserWindow.getAllWindows();
      if (window?.isMinimized() === true) window.restore();
      window?.focus();
    },
    work: () => [...links.values()].flatMap((link) => link.work),
    close() {
      for (const link of links.values()) link.close();
      return Promise.resolve();
    },
  };
}

const engineDied = failed('engine-died', 'The engine stopped.', 'The camera goes on when it is back.');

async function choose(page: WebContents, what: unknown): Promise<readonly string[] | null> {
  const window = BrowserWindow.fromWebContents(page);
  if (window === null || typeof what !== 'string') return null;
  if (Object.hasOwn(saved, what)) {
    const defaultPath = saved[what as keyof typeof saved];
    const { filePath, canceled } = await dialog.showSaveDialog(window, { defaultPath });
    return canceled ? null : [filePath];
  }
  const opened: Readonly<Record<string, OpenDialogOptions>> = dialogs();
  const options = opened[what];
  if (options === undefined || !Object.hasOwn(opened, what)) return null;
  const { filePaths, canceled } = await dialog.showOpenDialog(window, options);
  return canceled ? null : filePaths;
}
