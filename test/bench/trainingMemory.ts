// Trains RN50's image tower for three steps of 16 images in a process of its own, and prints the most memory that it
// ever held, in bytes.
import { presets } from '../../models/clip/presets.ts';
import { openStep } from './trainingStep.ts';

const step = await openStep(presets.RN50, 16);
for (let i = 0; i < 3; i++) await step.run();
// Kilobytes.
process.stdout.write(String(process.resourceUsage().maxRSS * 1024));
