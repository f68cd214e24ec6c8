// All commands of `facet`. Each file declares its own; what they need to run is loaded when they run.
import { Command, Help } from 'commander';
import { version } from '../../version.ts';
import { declareBackup } from './commands/zip/backup.ts';
import { declareBenchmark } from './commands/benchmark.ts';
import { declareCheckpoints } from './commands/checkpoints.ts';
import { declareCohort } from './commands/cohort.ts';
import { declareCuration } from './commands/curate.ts';
import { declareDoctor } from './commands/doctor.ts';
import { LANGUAGE } from './command.ts';
import { exit } from './exit.ts';
import { exitCodes, firstSteps, opening } from './introduction.ts';
import { parseLanguage } from './parse.ts';
import { translate, translateLines } from './speech.ts';
import { declareDataset } from './commands/photos/dataset.ts';
import { declareTag } from './commands/photos/tag.ts';
import { declareVerify } from './commands/photos/verify.ts';
import { declareEvaluate } from './commands/evaluate.ts';
import { declareExport } from './commands/export.ts';
import { declareGallery } from './commands/gallery/gallery.ts';
import { declareFaces } from './commands/faces.ts';
import { declareFinetune } from './commands/finetune.ts';
import { declareIdentify } from './commands/photos/identify.ts';
import { declarePhotos } from './commands/photos/delete.ts';
import { declareImport } from './commands/photos/import.ts';
import { declareModels } from './commands/models.ts';
import { declareNotices } from './commands/notices.ts';
import { declarePeople } from './commands/people.ts';
import { declareReport } from './commands/report.ts';
import { declareZip } from './commands/zip/zip.ts';

const helper = new Help();

/** What the help says of an option or an argument, in the language in use. */
const inLanguage =
  <T>(say: (of: T) => string) =>
  (of: T): string =>
    translate(say(of));

export function buildProgram(): Command {
  const program = new Command('facet')
    .addHelpText('before', `${translate(opening)}\n${firstSteps}\n`)
    .version(version(), '--version', translate('print the version'))
    .helpOption('--help', translate('print this help'))
    .helpCommand(false)
    // Else `checkpoints` would take the options of `checkpoints use`.
    .enablePositionalOptions()
    .showHelpAfterError(translate('(facet --help says more)'))
    .configureHelp({
      showGlobalOptions: false,
      styleTitle: translate,
      optionDescription: inLanguage(helper.optionDescription.bind(helper)),
      commandDescription: inLanguage(helper.commandDescription.bind(helper)),
      subcommandDescription: inLanguage(helper.subcommandDescription.bind(helper)),
      argumentDescription: inLanguage(helper.argumentDescription.bind(helper)),
    })
    .configureOutput({ outputError: (text, write) => write(translateLines(text)) })
    .option('--language <tag>', LANGUAGE, parseLanguage)
    // Before the sub-commands, which inherit it.
    .exitOverride(({ exitCode }) => {
      process.exit(exitCode === 0 ? exit.done : exit.wrongUse);
    })
    .addHelpText('after', translate(exitCodes));
  declareImport(program);
  declarePeople(program);
  declareFaces(program);
  declarePhotos(program);
  declareCuration(program);
  declareZip(program);
  declareBackup(program);
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
