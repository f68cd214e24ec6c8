// The first try with sample photos.
export const trying = {
  title: 'Try it without your photos',
  lead: 'Three steps with sample photos, which are removed again at the end.',
  leave: 'End the try',
  steps: { name: 'Name a face', learn: 'Let Facet learn it', meet: 'See it found' },
  first: 'A sample photo of three women, one of them marked',
  second: 'Another sample photo',
  whoTitle: 'Who is this?',
  whoText:
    'Make up a name for the woman in the box. One photo is enough to begin; with your own people, three are better.',
  giveName: 'Give the name',
  learnTitle: (name: string) => `Facet has a photo of ${name}`,
  learnText: 'Learning takes a few seconds, on this machine. Everybody else stays Unknown.',
  learn: 'Learn',
  meetTitle: (name: string) => `Facet knows ${name}`,
  meetText: (name: string) =>
    `Now a photo of another evening, which Facet has not seen. Will it find ${name}?`,
  meet: 'Show the other photo',
  foundTitle: (name: string) => `There is ${name}`,
  foundText:
    'The others are Unknown: a stranger gets no name. Now with your photos: the sample is removed again.',
  missedTitle: (name: string) => `${name} was not found`,
  missedText:
    'One photo was not enough this time, and Facet gives a name only when it is sure. The sample is removed again.',
  begin: 'Begin with my photos',
  origin: 'Photos: samples of the package @vladmandic/face-api, MIT licence.',
} as const;
