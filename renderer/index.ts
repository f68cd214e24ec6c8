// The page's entry: finds its transport, then shows the application.
import './noPeers.ts';
import { mount } from 'svelte';
import '@fontsource-variable/inter/wght.css';
import './theme.css';
import Root from './Root.svelte';
import { Application } from './state/application.svelte.ts';
import { Bridge } from './transport/bridge.ts';
import { notifyByToast } from './notifications.ts';
import { Session } from './state/session.svelte.ts';
import { openWebTransport } from './transport/webTransport.ts';
import { openWindowTransport } from './transport/windowTransport.ts';

const transport = globalThis.facet === undefined ? openWebTransport() : openWindowTransport(globalThis.facet);
const session = new Session(new Bridge(transport), notifyByToast);
const application = new Application(session);
// The desktop window asks by itself, and says what goes on.
if (transport.kind === 'web') {
  addEventListener('beforeunload', (event) => {
    if (session.bridge.busy) event.preventDefault();
  });
}
// What nobody waits for fails visibly all the same.
addEventListener('unhandledrejection', ({ reason }) => session.tellBug(reason));
addEventListener('error', ({ error }: ErrorEvent) => {
  // Without an error it is a remark of the browser about its own layout.
  if (error !== undefined && error !== null) session.tellBug(error);
});
mount(Root, { target: document.querySelector('#application') ?? document.body, props: { application } });
await application.start();
