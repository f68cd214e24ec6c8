// The window's own menu: what a platform expects, and nothing that leads outside or loses work.
import { Menu, type MenuItemConstructorOptions } from 'electron';
import { words } from './language.ts';

/** @param help shows Help in the window */
export function setMenu(help: () => void): void {
  const said = words().menu;
  const isMac = process.platform === 'darwin';
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    { label: said.file, submenu: [isMac ? { role: 'close' } : { label: said.quit, role: 'quit' }] },
    {
      label: said.edit,
      submenu: [
        // No undo: its keys take back changes of the library, and in a text field they work by themselves.
        { label: said.cut, role: 'cut' },
        { label: said.copy, role: 'copy' },
        { label: said.paste, role: 'paste' },
        { label: said.selectAll, role: 'selectAll' },
      ],
    },
    {
      label: said.view,
      submenu: [
        { label: said.actualSize, role: 'resetZoom' },
        { label: said.zoomIn, role: 'zoomIn' },
        { label: said.zoomOut, role: 'zoomOut' },
        { type: 'separator' },
        { label: said.fullScreen, role: 'togglefullscreen' },
      ],
    },
    ...(isMac ? [{ role: 'windowMenu' } as const] : []),
    {
      label: said.help,
      role: 'help',
      // The page hears F1 by itself, as in a browser; here it is only said.
      submenu: [{ label: said.facetHelp, accelerator: 'F1', registerAccelerator: false, click: help }],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
