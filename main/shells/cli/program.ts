// All commands of `facet`. Each file declares its own; what they need to run is loaded when they run.
import { Command } from 'commander';
import { version } from '../../version.ts';
import { declareBenchmark } from './commands/benchmark.ts';
import { declareCheckpoints } from './commands/checkpoints.ts';
import { declareCohort } from './commands/cohort.ts';
import { declareCuration } from './commands/curate.ts';
import { declareDoctor } from './commands/doctor.ts';
import { exit } from './exit.ts';
import { declareDataset } from './commands/photos/dataset.ts';
import { declareTag } from './commands/photos/tag.ts';
import { declareVerify } from './commands/photos/verify.ts';
import { declareEvaluate } from './commands/evaluate.ts';
import { declareExport } from './commands/export.ts';
import { declareGallery } from './commands/gallery/gallery.ts';
import { declareFaces } from './commands/faces.ts';
import { declareFinetune } from './commands/finetune.ts';
import { declareIdentify } from './commands/photos/identify.ts';
import { declareImport } from './commands/photos/import.ts';
import { declareModels } from './commands/models.ts';
import { declareNotices } from './commands/notices.ts';
import { declarePeople } from './commands/people.ts';
import { declareReport } from './commands/report.ts';
import { declareZip } from './commands/zip.ts';

export const introduction = `Facet learns to recognise people from a few photos each, and then names the faces in new photos.
Everything happens on this machine: no photo, no name and no embedding leaves it, unless you share people through a
server of your own (facet gallery).
People whom it was not shown stay Unknown.

First steps:
  $ facet import --person "Ada Lovelace" ada1.jpg ada2.jpg
  $ facet import --person "Alan Turing" alan/
  $ facet finetune
  $ facet identify party.jpg`;

export const exitCodes = `
Exit codes: 0 done; 1 done, but some files were skipped; 2 wrong use; 3 failed.
Help on a command: facet COMMAND --help`;

export function buildProgram(): Command {
  const program = new Command('facet')
    .addHelpText('before', `${introduction}\n`)
    .version(version(), '--version', 'print the version')
    .helpOption('--help', 'print this help')
    .helpCommand(false)
    // Else `checkpoints` would take the options of `checkpoints use`.
    .enablePositionalOptions()
    .showHelpAfterError('(facet --help says more)')
    .configureHelp({ showGlobalOptions: false })
    // Before the sub-commands, which inherit it.
    .exitOverride(({ exitCode }) => {
      process.exit(exitCode === 0 ? exit.done : exit.wrongUse);
    })
    .addHelpText('after', exitCodes);
  declareImport(program);
  declarePeople(program);
  declareFaces(program);
  declareCuration(program);
  declareZip(program);
  declareFinetune(program);
  declareIdentify(program);
  declareTag(program);
  declareVerify(program);
  declareCheckpoints(program);
  declareExport(program);
  declareDataset(program);
  declareModels(program);
  declareGallery(program);
  declareCohort(program);
  declareEvaluate(program);
  declareBenchmark(program);
  declareReport(program);
  declareDoctor(program);
  declareNotices(program);
  return program;
}
