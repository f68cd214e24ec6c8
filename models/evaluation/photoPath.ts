// Paths of photos in an evaluation: from the data folder, and never out of it.

/** Whether a path cannot lead out of the folder that it starts from, with either separator. Links are another matter. */
export const staysInside = (path: string): boolean =>
  path !== '' &&
  // Halves of letters cannot stand in an address, nor zeros in a path.
  !/[\0\p{Cs}]/u.test(path) &&
  !/^([\\/]|[A-Za-z]:)/.test(path) &&
  !path.split(/[\\/]/).includes('..');
