// Which way a row goes on.

/** The step that the right arrow key takes: back, where rows begin on the right. */
export const rightwards = (): 1 | -1 => (document.documentElement.dir === 'rtl' ? -1 : 1);
