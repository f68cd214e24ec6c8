import type { Landmarks } from '../../preload/contract.ts';

/** Where a face looking ahead has its eyes, nose and mouth in 112 pixels. */
export const sampleLandmarks: Landmarks = [
  [38.3, 51.7],
  [73.5, 51.5],
  [56.1, 71.7],
  [41.5, 92.4],
  [70.7, 92.2],
];
