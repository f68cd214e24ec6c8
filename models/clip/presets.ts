// The sizes of the models that OpenAI published, and of starter.
import { DLIB_RESOLUTION, headsOf, type ClipConfig, type ImageTowerConfig } from './config.ts';
import { BYTE_VOCABULARY } from './tokenizer.ts';

const openai = (dimensions: number, textWidth: number, image: ImageTowerConfig): ClipConfig => ({
  dimensions,
  image,
  text: {
    width: textWidth,
    heads: headsOf(textWidth),
    layers: 12,
    contextLength: 77,
    vocabularySize: 49_408,
    activation: 'quick-gelu',
  },
});

const resNet = (
  resolution: number,
  width: number,
  layers: readonly [number, number, number, number],
): ImageTowerConfig => ({ type: 'modified-resnet', resolution, width, layers, heads: headsOf(width * 32) });

const transformer = (patchSize: number, width: number, layers: number): ImageTowerConfig => ({
  type: 'vision-transformer',
  resolution: 224,
  patchSize,
  width,
  heads: headsOf(width),
  layers,
  activation: 'quick-gelu',
});

export const presets = {
  RN50: openai(1024, 512, resNet(224, 64, [3, 4, 6, 3])),
  RN101: openai(512, 512, resNet(224, 64, [3, 4, 23, 3])),
  RN50x4: openai(640, 640, resNet(288, 80, [4, 6, 10, 6])),
  RN50x16: openai(768, 768, resNet(384, 96, [6, 8, 18, 8])),
  RN50x64: openai(1024, 1024, resNet(448, 128, [3, 15, 36, 10])),
  'ViT-B/32': openai(512, 512, transformer(32, 768, 12)),
  'ViT-B/16': openai(512, 512, transformer(16, 768, 12)),
  'ViT-L/14': openai(768, 768, transformer(14, 1024, 24)),
  /** A prompt of bytes is longer than one of words: the context leaves 80 bytes for a name. */
  starter: {
    dimensions: 128,
    image: { type: 'dlib-resnet', resolution: DLIB_RESOLUTION },
    text: {
      width: 128,
      heads: 2,
      layers: 4,
      activation: 'quick-gelu',
      contextLength: 120,
      vocabularySize: BYTE_VOCABULARY,
    },
  },
} satisfies Record<string, ClipConfig>;
