// The window's own menu: what a platform expects, and nothing that leads outside or loses work.
import { Menu, type MenuItemConstructorOptions } from 'electron';

const edit: MenuItemConstructorOptions = {
  label: 'Edit',
  submenu: [
    // No undo: its keys take back changes of the library, and in a text field they work by themselves.
    { label: 'Cut', role: 'cut' },
    { label: 'Copy', role: 'copy' },
    { label: 'Paste', role: 'paste' },
    { label: 'Select all', role: 'selectAll' },
  ],
};

const view: MenuItemConstructorOptions = {
  label: 'View',
  submenu: [
    { label: 'Actual size', role: 'resetZoom' },
    { label: 'Zoom in', role: 'zoomIn' },
    { label: 'Zoom out', role: 'zoomOut' },
    { type: 'separator' },
    { label: 'Full screen', role: 'togglefullscreen' },
  ],
};

export function setMenu(): void {
  const isMac = process.platform === 'darwin';
  const file: MenuItemConstructorOptions = {
    label: 'File',
    submenu: [isMac ? { role: 'close' } : { label: 'Quit', role: 'quit' }],
  };
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? [{ role: 'appMenu' } as const] : []),
      file,
      edit,
      view,
      ...(isMac ? [{ role: 'windowMenu' } as const] : []),
    ]),
  );
}
