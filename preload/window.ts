// What the window shows of the library, and how a page reaches the application: the contract's types for screens.
export * from './contract.ts';
export type { Direction } from '../models/face/coverage.ts';
export * from './window/camera.ts';
export * from './window/commands.ts';
export * from './window/films.ts';
export * from './window/following.ts';
export * from './window/people.ts';
export * from './window/photos.ts';
export * from './window/state.ts';
export * from './window/transport.ts';
