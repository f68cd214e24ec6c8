// A process of its own for one hostile case: says what Facet answered and how much memory that took.
import type { ChildAnswer } from './harness.ts';

const [module = '', argument = ''] = process.argv.slice(2);
const { default: give } = (await import(module)) as {
  default: (argument: string) => Promise<readonly string[]>;
};
const sentences = await give(argument);
const answer: ChildAnswer = { sentences, peak: process.resourceUsage().maxRSS * 1024 };
process.send?.(answer);
