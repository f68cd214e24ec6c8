// How the landmark network is fed and read. Apart from its graph: threads that have pixels alone do not load what builds networks.

/** Side of the square input in pixels. */
export const LANDMARK_INPUT = 112;

/** Names of the graph's input, float32 `[N, 3, 112, 112]`, and output, `[N, 136]`. */
export const LANDMARK_NAMES = { input: 'face', output: 'points' } as const;
