// What `facet --help` begins and ends with.

/** The part that is said in every language; the lines that follow it are typed as they are. */
export const opening = `Facet learns to recognise people from a few photos each, and then names the faces in new photos.
Everything happens on this machine: no photo, no name and no embedding leaves it, unless you share people through a
server of your own (facet gallery).
People whom it was not shown stay Unknown.

First steps:`;

export const firstSteps = `  $ facet import --person "Ada Lovelace" ada1.jpg ada2.jpg
  $ facet import --person "Alan Turing" alan/
  $ facet finetune
  $ facet identify party.jpg`;

export const exitCodes = `
Exit codes: 0 done; 1 done, but some files were skipped; 2 wrong use; 3 failed.
Help on a command: facet COMMAND --help`;
