// Runs sandboxed before the page and gives it the one narrow door to the application.
import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { Door, Message } from './window.ts';

/** A MessagePort cannot cross the bridge; it can be posted to the page's own window. */
ipcRenderer.on('camera', (event, request: number) => {
  window.postMessage({ camera: request }, location.origin, event.ports);
});

const door = {
  kind: 'window',
  call: (job, command, request) => ipcRenderer.invoke('call', job, command, request),
  cancel: (job) => ipcRenderer.send('cancel', job),
  listen: (listener) => {
    ipcRenderer.on('say', (_event, message: Message) => listener(message));
  },
  imageUrl: (kind, id) => `facet-image://${kind}/${id}`,
  pathOf: (file) => webUtils.getPathForFile(file) || null,
  choose: (what) => ipcRenderer.invoke('choose', what),
  askForCamera: (request) => ipcRenderer.send('camera', request),
} satisfies Omit<Door, 'openCamera'> & { askForCamera: (request: number) => void };

contextBridge.exposeInMainWorld('facet', door);
