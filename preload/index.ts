// Runs sandboxed before the page and gives it the one narrow bridge to the application.
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type {
  Transport,
  Message,
  PackedAnswer,
  Result,
  WindowAnswer,
  WindowCommandName,
  WindowRequest,
} from './window.ts';

/** A MessagePort cannot cross the bridge; it can be posted to the page's own window. */
ipcRenderer.on('camera', (event, request: number) => {
  window.postMessage({ camera: request }, location.origin, event.ports);
});

const transport = {
  kind: 'window',
  async call<C extends WindowCommandName>(
    job: number,
    command: C,
    request: WindowRequest<C>,
  ): Promise<Result<WindowAnswer<C>> | PackedAnswer> {
    const ended = new Promise<void>((end) => ipcRenderer.once(`end-${job}`, () => end()));
    const answer = (await ipcRenderer.invoke('call', job, command, request)) as
      Result<WindowAnswer<C>> | PackedAnswer;
    await ended;
    return answer;
  },
  cancel: (job) => ipcRenderer.send('cancel', job),
  listen: (listener) => {
    ipcRenderer.on('say', (_event, message: Message) => listener(message));
  },
  imageUrl: (kind, id) => `facet-image://${kind}/${id}`,
  pathOf: (file) => webUtils.getPathForFile(file) || null,
  choose: (what) => ipcRenderer.invoke('choose', what),
  showLibrary: () => ipcRenderer.send('show-library'),
  restart: () => ipcRenderer.send('restart'),
  askForCamera: (request, fpir) => ipcRenderer.send('camera', request, fpir),
} satisfies Omit<Transport, 'call' | 'openCamera'> & {
  call: unknown;
  askForCamera: (request: number, fpir: number) => void;
};

contextBridge.exposeInMainWorld('facet', transport);
