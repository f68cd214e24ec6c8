// Which frames of a film are looked at: the first of each scene, and one each second.

/** How much a picture must differ from the one before, 0 to 1, for a new scene. */
export const NEW_SCENE = 0.3;
/** Seconds between two frames of one scene, and at least between two of any. */
export const EVERY = 1;
export const CLOSEST = 0.2;
/** Frames of one film at most: one a second, for more than five hours. */
export const MOST_FRAMES = 20_000;
/** Pixels of a frame's longer side: larger ones are made smaller, which faces bear. */
export const LONGEST_SIDE = 1920;

/**
 * Chooses among all frames of a film, as ffmpeg's `select` does by its scene score (libavfilter/f_select.c): the mean
 * difference of the luma from the frame before, or by how much that rose if this is less, in hundreds of levels.
 */
export class FilmScenes {
  #before: Uint8Array | null = null;
  #difference = 0;
  #chosen: number | null = null;

  /**
   * Whether the frame is to be looked at, and begins a new scene.
   *
   * @param seconds from the film's beginning; not before the frame of the last call
   * @param luma of the frame, 0 to 255, any sample of its pixels; kept until the next call
   */
  see(seconds: number, luma: Uint8Array): { readonly chosen: boolean; readonly newScene: boolean } {
    const score = this.#score(luma);
    const since = this.#chosen === null ? Infinity : seconds - this.#chosen;
    const newScene = this.#chosen === null || score > NEW_SCENE;
    const chosen = since >= EVERY || (newScene && since >= CLOSEST);
    if (chosen) this.#chosen = seconds;
    return { chosen, newScene };
  }

  #score(luma: Uint8Array): number {
    const before = this.#before;
    this.#before = luma;
    if (before?.length !== luma.length) return 0;
    let sum = 0;
    for (let at = 0; at < luma.length; at++) sum += Math.abs((luma[at] ?? 0) - (before[at] ?? 0));
    const difference = sum / luma.length;
    const rise = Math.abs(difference - this.#difference);
    this.#difference = difference;
    return Math.min(1, Math.min(difference, rise) / 100);
  }
}
