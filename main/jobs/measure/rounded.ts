// Scores as they are written down.

/** Six decimals are more than counts of a cosine, and half the file. */
export const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;
