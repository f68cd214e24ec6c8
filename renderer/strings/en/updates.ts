// Newer versions of Facet.

export const updates = {
  title: 'Newer versions',
  when: { never: 'Not looked for by itself', start: 'Looked for when Facet starts' },
  what: 'Looking asks the server of the releases for one file, and says nothing about you or this machine. Nothing is fetched before you agree; what is fetched must be signed by those who make Facet, and is put in place when you quit.',
  unavailable: {
    'installed-otherwise': 'This Facet is updated by what installed it.',
    browser: 'The window of the installed Facet looks for newer versions.',
  },
  offered: (version: string, size: string) => `Facet ${version} is there (${size}).`,
  fetching: (version: string) => `Fetching Facet ${version}`,
  ready: (version: string) => `Facet ${version} is ready: it is put in place when you quit.`,
  looking: 'Looking …',
  current: 'There is no newer version.',
  fetch: 'Fetch it',
  decline: 'Not this version',
  look: 'Look now',
} as const;
