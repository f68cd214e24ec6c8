// What an exported folder says of itself to whoever opens it.
import { promptFor } from '../../../models/clip/prompt.ts';
import type { Calibration } from '../../../models/identity/calibration/calibration.ts';
import type { ExportedEncoder } from '../../engine/engine.ts';
import type { StoredCheckpoint } from '../../library/checkpoints.ts';

export function writeReadme(
  checkpoint: StoredCheckpoint,
  { image, text }: ExportedEncoder,
  { threshold, basis }: Calibration,
): string {
  const { id, encoder, method, people, fpir } = checkpoint;
  const { size, template } = image.input;
  const points = template.map(([x, y]) => `(${x.toFixed(2)}, ${y.toFixed(2)})`).join(', ');
  return `# Checkpoint ${id}

Facet learned ${people.length} people by the method \`${method}\` over the encoder \`${encoder}\`. These files are plain ONNX
(opset 18) and need nothing of Facet:

| file | takes | gives |
|---|---|---|
| \`${image.file}\` | ${imageInput(image)} | ${imageOutput(image)} |
${text === null ? '' : `| \`${text.file}\` | \`tokens\`: int64 \`[N, ${text.contextLength}]\`, padded with zeros | \`embeddings\`: float32 \`[N, ${image.dimensions}]\`, L2-normalised |\n`}| \`classifier.onnx\` | \`embeddings\`: float32 \`[N, ${image.dimensions}]\`; \`qualities\`: float32 \`[N]\`, 0 to 1 (1 where nothing is known); \`yaws\`: float32 \`[N]\`, degrees that the head is turned (0 likewise) | \`scores\`: float32 \`[N, ${people.length}]\`; \`person\`: int64 \`[N]\`, a place in \`people\` of facet.json, -1 for Unknown; \`score\`, \`margin\`, \`confidence\`: float32 \`[N]\` |

A file that ends in \`.data\` holds the weights of the graph beside it, where they are too many for one file.

## Try it

\`\`\`sh
npm install onnxruntime-node
node example.mjs face.ppm
\`\`\`

ONNX Runtime's builds for Linux and macOS report their use to its maker. The example turns that off; other programs that
run these files do so with \`ORT_DISABLE_TELEMETRY=1\` in their environment.

## A face as the image encoder wants it

A square of ${size} x ${size} pixels, RGB, upright: the similarity transform (turn, scale, shift; least squares) that brings the
eye on the left of the image, the other eye, the tip of the nose, the left and the right mouth corner onto
${points}.
${image.whole ? 'Scaling of pixel values, the mirror image where the encoder wants it, and the L2 norm are inside the graph.' : `The network is as it came: each channel is (pixel - mean) / std by \`image.input\` of facet.json${image.mirror ? ', features of the crop and of its mirror image are added' : ''}, and the result is L2-normalised.`}

## The text encoder

${describeText(text)}

## The answer

\`classifier.onnx\` names a face where its best score is above ${threshold.toFixed(4)} (more for poor photos and profiles); everybody else is Unknown. ${
    basis === 'cohort'
      ? `That threshold was set for a false-positive identification rate of ${fpir} with strangers whom the encoder had not seen.`
      : 'That threshold rests on the enrolled people alone, as there were no strangers to set it with: how many strangers pass it is not proven.'
  }
\`confidence\` is the calibrated probability that the name is right. It judges each face alone; Facet also sees to it that
nobody is in a photo twice, and passes over names that its user has denied to a face.

The classifier and facet.json hold data about people's faces and their names: treat them so.
`;
}

const imageInput = ({ whole, input: { size, layout } }: ExportedEncoder['image']): string =>
  whole
    ? `\`pixels\`: uint8 \`[N, ${size}, ${size}, 3]\`, RGB`
    : `float32 \`[N, ${layout === 'NCHW' ? `3, ${size}, ${size}` : `${size}, ${size}, 3`}]\``;

const imageOutput = ({ whole, dimensions }: ExportedEncoder['image']): string =>
  whole ? `\`embeddings\`: float32 \`[N, ${dimensions}]\`, L2-normalised` : `float32 \`[N, ${dimensions}]\``;

function describeText(text: ExportedEncoder['text']): string {
  if (text === null) return 'This encoder has none: it is a network of images alone.';
  const prompt = `Prompts read "${promptFor('NAME')}".`;
  return text.prompts === null
    ? `${prompt} The encoder came without its tokenizer, so facet.json has no token ids.`
    : `${prompt} The token ids of everybody's are in \`text.prompts\` of facet.json.`;
}
