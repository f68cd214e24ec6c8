// Why files gave no photo, in words.
import { failed, type Failure } from '../../../../models/failure.ts';

export const noFace = (path: string): Failure =>
  failed(
    'no-face',
    `No face was found in ${path}.`,
    'Choose a photo that shows the face larger or more clearly.',
    path,
  ).failure;

/** @param why a sentence */
export const unread = (path: string, why: string): string => `${path} was not read. ${why}`;
