// Sides of the square pictures of faces, in pixels, where they stand in rows.
export const faceSizes = {
  /** In a person's grid. */
  wall: 104,
  /** In a group of likely one and the same. */
  group: 64,
  /** Beside a line of words. */
  line: 32,
} as const;
