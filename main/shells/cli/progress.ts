// Progress on standard error: a bar on a terminal, plain lines elsewhere.
import { basename } from 'node:path';
import type { Options, Ora } from 'ora';
import type { Progress } from '../../../preload/contract.ts';
import { translate } from './speech.ts';
import { fileSize, printable } from './text/text.ts';

export interface ProgressView {
  show(progress: Progress): void;
  /** Prints a line beside the bar without disturbing it. */
  line(stream: NodeJS.WriteStream, text: string): void;
  /** Takes the bar away. */
  end(): void;
}

export async function openProgress(): Promise<ProgressView> {
  // A terminal that does not know its width would make ora clear lines for ever.
  if (!process.stderr.isTTY || process.stderr.columns < 20) return lines();
  const { default: ora } = await import('ora');
  return bar((options) => ora(options));
}

function bar(ora: (options: Options) => Ora): ProgressView {
  let spinner: Ora | undefined;
  return {
    show: (progress) => {
      spinner ??= ora({ stream: process.stderr, discardStdin: false }).start();
      spinner.text = formatBar(progress);
    },
    line: (stream, text) => {
      spinner?.clear();
      stream.write(`${text}\n`);
      spinner?.render();
    },
    end: () => {
      spinner?.stop();
      spinner = undefined;
    },
  };
}

/** Milliseconds between two plain lines of the same phase. */
const pace = 5000;

function lines(): ProgressView {
  let last = { phase: '', at: 0 };
  return {
    show: (progress) => {
      const now = performance.now();
      const finished = progress.done === progress.total;
      if (progress.phase === last.phase && !finished && now - last.at < pace) return;
      last = { phase: progress.phase, at: now };
      process.stderr.write(`${translate(progress.phase)} ${formatCount(progress)}\n`);
    },
    line: (stream, text) => void stream.write(`${text}\n`),
    end: () => undefined,
  };
}

const cells = 24;

function formatBar(progress: Progress): string {
  const { done, total, detail } = progress;
  const phase = translate(progress.phase);
  const name = detail === undefined ? '' : ` ${printable(basename(detail))}`;
  if (total === null || total === 0) return `${phase} ${formatCount(progress)}${name}`;
  const full = Math.min(cells, Math.floor((done / total) * cells));
  return `${phase} ${'█'.repeat(full)}${'░'.repeat(cells - full)} ${formatCount(progress)}${name}`;
}

function formatCount({ done, total, unit }: Progress): string {
  if (total === null && done === 0) return '…';
  const format = unit === 'bytes' ? fileSize : String;
  return total === null ? format(done) : `${format(done)} ${translate('of')} ${format(total)}`;
}
