// In place of the packaged application's main module: runs that one as it is, and lets a test evaluate scripts in its page.
// A package refuses every debugger, so the test comes in where only a changed package can: from the main process.
import { app } from 'electron';

let window;
app.on('browser-window-created', (_event, created) => (window = created));

process.on('message', async ({ id, script, openTools }) => {
  try {
    if (openTools) window.webContents.openDevTools();
    const value = openTools
      ? window.webContents.isDevToolsOpened()
      : await window.webContents.executeJavaScript(script);
    process.send({ id, value });
  } catch (error) {
    process.send({ id, error: String(error) });
  }
});

await import('./electron.js');
