// Something of somebody else's that Facet is made with, and what its licence is.

export interface Component {
  readonly name: string;
  readonly version: string;
  /** An SPDX expression. */
  readonly licence: string;
  /** Its own licence, notice and copyright files, whole; empty where it has none and the licence's standard text stands in. */
  readonly texts: readonly string[];
  /** Who holds the copyright, where no text of its own says so. */
  readonly copyright: string | null;
}
