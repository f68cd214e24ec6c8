// `facet export`
import type { Command } from 'commander';
import { declare } from '../command.ts';
import { inSession, type CommonOptions } from '../session.ts';
import { fileSize } from '../text/text.ts';

export function declareExport(program: Command): void {
  declare(program, 'export [checkpoint]', {
    summary: 'Write a checkpoint as plain ONNX files',
    details:
      'The image encoder, the text encoder where there is one, and the classifier, for any ONNX runtime, with a README of' +
      ' their inputs and an example that runs. The checkpoint in use where none is named.',
    json: 'one object {checkpoint, folder, files: [{name, bytes}], text}',
    examples: [['facet export --onnx family/', 'the checkpoint in use, as files in a new folder']],
  })
    .requiredOption('--onnx <dir>', 'the folder to write; it must be new, empty, or an earlier export')
    .action((id: string | undefined, { onnx: folder, ...options }: CommonOptions & { onnx: string }) =>
      inSession(options, async (session) => {
        const request = id === undefined ? { folder } : { id, folder };
        const report = await session.run('checkpoints.export', request);
        if (session.json) return session.print(JSON.stringify(report));
        session.say(`The checkpoint ${report.checkpoint} was written to ${report.folder}:`);
        for (const { name, bytes } of report.files) session.say(`  ${name}  ${fileSize(bytes)}`);
        if (!report.text) session.say('Its encoder has no text tower, so there is no text encoder.');
        session.say('README.md there says what goes in and what comes out; example.mjs runs it.');
      }),
    );
}
