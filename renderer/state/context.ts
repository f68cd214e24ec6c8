// Hands the application to every component below the root.
import { createContext } from 'svelte';
import type { Application } from './application.svelte.ts';

export const [useApplication, provideApplication] = createContext<Application>();
