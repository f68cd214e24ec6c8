import type { Box, RgbImage } from '../../image/geometry.ts';

// Cuts a large photo into overlapping squares, level by level, so that small faces grow large enough to be seen.
import type { Decoder } from './decoder.ts';

export interface TileLevel {
  /** Side of the tiles of the level before, or of the photo. */
  readonly side: number;
  readonly tiles: readonly Box[];
}

/** Neighbours share this part of their side: more than a face that only this level can see. */
const shared = 0.25;
/** Tiles are not made smaller than this share of the network's input: enlarging a photo shows nothing new. */
const smallestTile = 0.75;

/** Evenly spread starts of tiles of `side` pixels over `length` pixels, centred where one is enough. */
function starts(length: number, side: number): number[] {
  if (side >= length) return [(length - side) / 2];
  const count = Math.ceil((length - shared * side) / ((1 - shared) * side));
  return Array.from({ length: count }, (_, i) => (i * (length - side)) / (count - 1));
}

/** Levels of tiles, each half as large as the one before, as long as all of them fit in `most` tiles. */
export function tilesOf({ width, height }: RgbImage, { size }: Decoder, most: number): TileLevel[] {
  const levels: TileLevel[] = [];
  let left = most;
  let side = Math.max(width, height);
  while (side / 2 >= smallestTile * size) {
    const half = side / 2;
    const tiles = starts(height, half).flatMap((y) =>
      starts(width, half).map((x): Box => [x, y, half, half]),
    );
    if (tiles.length > left) break;
    left -= tiles.length;
    levels.push({ side, tiles });
    side = half;
  }
  return levels;
}
