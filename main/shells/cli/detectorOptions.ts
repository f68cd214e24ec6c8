// The options of every command that searches photos for faces.
import { Option, type Command } from 'commander';
import type { DetectorChoice, FaceSearch } from '../../../preload/contract.ts';
import { parseMinFace } from './parse.ts';

/** What these options say. */
export type DetectorOptions = DetectorChoice & FaceSearch;

export const addDetectorOptions = (command: Command): Command =>
  command
    .option('--detector <id>', 'which model finds the faces (default: blazeface)')
    .addOption(new Option('--faces <which>', 'all, or large ones alone').choices(['all', 'large']))
    .addOption(
      new Option(
        '--min-face <pixels>',
        'width of the smallest face (default: 2.5% of the short side, at least 16 and at most 40)',
      ).argParser(parseMinFace),
    );

/** What was said of them, and nothing else. */
export const detectorChoice = ({ detector, faces, minFace }: DetectorOptions): DetectorOptions => ({
  ...(detector === undefined ? {} : { detector }),
  ...(faces === undefined ? {} : { faces }),
  ...(minFace === undefined ? {} : { minFace }),
});
