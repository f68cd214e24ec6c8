// Heads: what training costs as faces and people grow, and who waits for it.
import type { Report } from '../support/interleaved.ts';
import { reportTraining } from './training.ts';
import { reportWaiting } from './waiting.ts';

export async function benchHeads(report: Report, folder: string): Promise<void> {
  reportTraining(report);
  await reportWaiting(report, folder);
}
