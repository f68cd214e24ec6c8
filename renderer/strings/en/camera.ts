// Capture, and what a camera does.
import type { Direction } from '../../../preload/window.ts';
import { count } from './count.ts';

export const capture = {
  title: 'Capture',
  lead: 'Look where the ring asks; Facet takes the photo when your face is sharp.',
  whom: 'Who is in front of the camera?',
  start: 'Start camera',
  stop: 'Stop',
  camera: 'Camera',
  shutter: 'Take photo',
  guided: 'Guide me',
  ask: {
    front: 'Look straight at the camera',
    // The names of directions are the picture's; people turn by their own left and right.
    left: 'Turn your head to your right',
    right: 'Turn your head to your left',
    up: 'Lift your chin',
    down: 'Lower your chin',
  } satisfies Record<Direction, string>,
  /** Where the head is turned, by the person's own left and right, as `ask` says it. */
  turned: {
    front: 'Straight',
    left: 'To your right',
    right: 'To your left',
    up: 'Up',
    down: 'Down',
  } satisfies Record<Direction, string>,
  offText: 'The camera asks for a few directions and takes each photo by itself.',
  nobody: 'No face in sight',
  several: 'Only one person, please',
  unsharp: 'Come closer and hold still',
  hold: 'Hold still …',
  complete: 'All five directions are covered',
  taken: (n: number) => `${count(n, 'photo')} taken`,
  kept: (direction: string) => `Kept: ${direction}`,
  needsName: 'Type a name to begin.',
  settleName: 'Press Enter when the name is complete',
  live: 'Live camera picture',
} as const;

export const camera = {
  refused: 'Camera access is denied',
  revoked: 'Camera access was revoked',
  refusedAdvice: {
    window: 'Allow the camera for this application in the system’s settings, then start it again.',
    web: 'Allow the camera for this page in the browser, beside its address, then start it again.',
  },
  missing: 'No camera was found',
  missingAdvice: 'Connect a camera, then start it again.',
  gone: 'The camera disappeared',
  goneAdvice: 'Connect it again, or choose another one.',
  still: 'The camera gives no picture',
  stillAdvice: 'It goes on by itself when there is one. If it does not, connect the camera again.',
  unanswered:
    'Facet is still working on an earlier picture. If it stops responding, recognition is restarted.',
  busy: 'The camera is in use',
  busyAdvice: 'Close the other application that uses it, then start it again.',
  again: 'Start again',
} as const;
