// Trains RN50's image tower for three steps of 16 images in a process of its own, and prints the most memory that it
// ever held, in bytes.
import { existsSync, readFileSync } from 'node:fs';
import { presets } from '../../models/clip/presets.ts';
import { openStep } from './trainingStep.ts';

const STATUS = '/proc/self/status';

const step = await openStep(presets.RN50, 16);
for (let i = 0; i < 3; i++) await step.run();
// Linux counts in `maxRSS` what the parent held when it made this process; its status file does not.
const [, peak] = existsSync(STATUS) ? (/VmHWM:\s+(\d+)/.exec(readFileSync(STATUS, 'utf8')) ?? []) : [];
const kilobytes = Number(peak ?? process.resourceUsage().maxRSS);
process.stdout.write(String(kilobytes * 1024));
