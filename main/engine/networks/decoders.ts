// What the outputs of each kind of detector network mean.
import { blazeface } from '../../../models/face/detection/blazeface.ts';
import type { Decoder } from '../../../models/face/detection/decoder.ts';
import { scrfd } from '../../../models/face/detection/scrfd.ts';
import { yunet } from '../../../models/face/detection/yunet.ts';
import type { DetectorManifest } from '../../../models/manifest.ts';

export const decoders: Readonly<Record<DetectorManifest['decoder'], Decoder>> = { blazeface, yunet, scrfd };
