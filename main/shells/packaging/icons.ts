// Facet's icon, drawn from its vectors.
import { join } from 'node:path';
import { sharp } from '../../images/sharp.ts';
import { packageRoot } from '../../registry/folders.ts';

/** As a PNG of that side in pixels. */
export const drawIcon = (side: number): Promise<Buffer> =>
  sharp(join(packageRoot(), 'renderer', 'public', 'facet.svg'), { density: 72 * 16 })
    .resize(side, side)
    .png()
    .toBuffer();
