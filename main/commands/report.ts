// Reports of evaluations: with the page that the build made, and the library where it is open.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Evaluation } from '../../models/evaluation/evaluation.ts';
import { success, type Result } from '../../models/failure.ts';
import type { Answer, Request } from '../../preload/contract.ts';
import { readEvaluation } from '../jobs/report/evaluationFile.ts';
import { writeReport } from '../jobs/report/reportFile.ts';
import type { Library } from '../library/library.ts';
import { packageRoot } from '../registry/folders.ts';
import type { Services } from '../services.ts';

const page = (): Promise<string> => readFile(join(packageRoot(), 'out', 'renderer', 'report.html'), 'utf8');

/** @param data the folder that the evaluation's paths start from */
export async function report(
  services: Services,
  evaluation: Evaluation,
  out: string,
  data: string | null,
): Promise<Result<void>> {
  const write = (library: Library | null) => writeReport(out, evaluation, { page, library, data });
  // Photos of other folders need no library.
  if (evaluation.protocol !== 'library') return write(null);
  const opened = await services.readingLibrary(async (library) => success(await write(library)));
  return opened.ok ? opened.value : write(null);
}

export async function reportOnFile(
  services: Services,
  { from, out, data }: Request<'report'>,
): Promise<Result<Answer<'report'>>> {
  const evaluation = await readEvaluation(from);
  if (!evaluation.ok) return evaluation;
  const written = await report(services, evaluation.value, out, data ?? null);
  return written.ok ? success({ out }) : written;
}
