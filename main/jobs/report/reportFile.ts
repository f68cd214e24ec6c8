// An evaluation as a file for people: Markdown, or one HTML page with its photos small inside; JSON for programs.
import { handOver } from '../../files/private.ts';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import writeFileAtomic from 'write-file-atomic';
import type { Evaluation, PhotoRef } from '../../../models/evaluation/evaluation.ts';
import { evaluationMarkdown } from '../../../models/evaluation/report/markdown.ts';
import { probePhotos } from '../../../models/evaluation/report/probePhotos.ts';
import { fillReportPage } from '../../../models/evaluation/report/reportPage.ts';
import { failed, success, type Result } from '../../../models/failure.ts';
import { thumbnail } from '../../images/preview.ts';
import type { Library } from '../../library/library.ts';
import { writeEvaluation } from './evaluationFile.ts';
import { photoInside } from './photoInside.ts';
import { fileFailure, INTO_FOLDER } from '../../files/failures.ts';

export interface ReportParts {
  /** The page as it was built. */
  readonly page: () => Promise<string>;
  /** Where faces of the library are; null where there is none. */
  readonly library: Library | null;
  /** The folder that paths start from; null where photos are to be neither shown nor linked. */
  readonly data: string | null;
}

/** Pictures in a page at most, each some 4 kB: those of wrong answers first. */
const MOST_PICTURES = 1500;

/** The file's ending decides: `.json`, `.md` or `.html`. */
export async function writeReport(
  path: string,
  evaluation: Evaluation,
  parts: ReportParts,
): Promise<Result<void>> {
  switch (extname(path).toLowerCase()) {
    case '.json':
      return writeEvaluation(path, evaluation);
    case '.md':
      return write(path, evaluationMarkdown(evaluation));
    case '.html':
    case '.htm':
      return write(path, await pageOf(evaluation, parts));
    default:
      return failed('bad-arguments', `${path}: unsupported report format.`, 'Use .html, .md or .json.', path);
  }
}

async function pageOf(evaluation: Evaluation, { page, library, data }: ReportParts): Promise<string> {
  const pictures = new Map<string, string>();
  for (const photo of probePhotos(evaluation).slice(0, MOST_PICTURES)) {
    const file = await fileOf(photo, library, data);
    const small = file === null ? null : await thumbnail(file);
    // A photo that is gone by now has no picture.
    if (small?.ok !== true) continue;
    const url = `data:image/jpeg;base64,${Buffer.from(small.value).toString('base64')}`;
    pictures.set(photo.face ?? photo.path, url);
  }
  const folder = data === null ? null : pathToFileURL(join(data, '/')).href;
  return fillReportPage(await page(), { evaluation, pictures: Object.fromEntries(pictures), folder });
}

async function fileOf(
  { face, path }: PhotoRef,
  library: Library | null,
  data: string | null,
): Promise<string | null> {
  if (face === null) return data === null ? null : photoInside(data, path);
  const found = library?.face(face);
  return found?.ok === true ? found.value.cropPath : null;
}

async function write(path: string, text: string): Promise<Result<void>> {
  try {
    await writeFileAtomic(path, text);
    handOver(path);
    return success(undefined);
  } catch (error) {
    return fileFailure(error, path, INTO_FOLDER);
  }
}
