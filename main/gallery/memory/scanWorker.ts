// Entry point of a worker thread: a share of a gallery's rows in eight bits, which it scans.
import { parentPort } from 'node:worker_threads';
import { ScannedRows } from '../../../models/identity/gallery/scan.ts';
import type { ScanCalls } from './shares.ts';
import { callsOver } from '../../files/threads/threadCalls.ts';

const port = parentPort;
if (port === null) throw new Error('This file is started as a worker thread.');

let rows: ScannedRows | null = null;
const opened = (): ScannedRows => {
  if (rows === null) throw new Error('no rows yet');
  return rows;
};

const calls: ScanCalls = {
  open: (dimensions, capacity) => {
    rows = new ScannedRows(dimensions, capacity);
  },
  set: (places, values) => {
    const { dimensions } = opened();
    places.forEach((place, at) =>
      opened().set(place, values.subarray(at * dimensions, (at + 1) * dimensions)),
    );
    return opened().error;
  },
  scan: (faces, most) => opened().scan(faces, most),
};

callsOver<object, ScanCalls>(port, calls);
