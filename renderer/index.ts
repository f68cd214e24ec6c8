// The page's entry: finds its door, then shows the application.
import { mount } from 'svelte';
import './theme.css';
import Root from './Root.svelte';
import { Application } from './state/application.svelte.ts';
import { Bridge } from './state/bridge.ts';
import { openWebDoor } from './web.ts';
import { openWindowDoor } from './window.ts';

const door = globalThis.facet === undefined ? openWebDoor() : openWindowDoor(globalThis.facet);
const application = new Application(new Bridge(door));
mount(Root, { target: document.querySelector('#application') ?? document.body, props: { application } });
await application.start();
