// What the outputs of each kind of detector network mean.
import { blazeface } from '../../models/face/blazeface.ts';
import type { Decoder } from '../../models/face/decoder.ts';
import { scrfd } from '../../models/face/scrfd.ts';
import { yunet } from '../../models/face/yunet.ts';
import type { DetectorManifest } from '../../models/manifest.ts';

export const decoders: Readonly<Record<DetectorManifest['decoder'], Decoder>> = { blazeface, yunet, scrfd };
