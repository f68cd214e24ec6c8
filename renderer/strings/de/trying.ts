// Der erste Versuch mit Beispielfotos.
import type { Words } from '../en.ts';

export const trying: Words['trying'] = {
  title: 'Ohne eigene Fotos ausprobieren',
  lead: 'Drei Schritte mit Beispielfotos, die am Ende wieder entfernt werden.',
  leave: 'Versuch beenden',
  steps: { name: 'Ein Gesicht benennen', learn: 'Facet lernen lassen', meet: 'Wiederfinden lassen' },
  first: 'Ein Beispielfoto mit drei Frauen, von denen eine markiert ist',
  second: 'Ein anderes Beispielfoto',
  whoTitle: 'Wer ist das?',
  whoText:
    'Denk dir einen Namen für die Frau im Rahmen aus. Ein Foto genügt für den Anfang; bei deinen eigenen Leuten sind drei besser.',
  giveName: 'Namen geben',
  learnTitle: (name) => `Facet hat ein Foto von ${name}`,
  learnText: 'Das Lernen dauert ein paar Sekunden, auf diesem Rechner. Alle anderen bleiben unbekannt.',
  learn: 'Lernen',
  meetTitle: (name) => `Facet kennt ${name}`,
  meetText: (name) =>
    `Jetzt ein Foto von einem anderen Abend, das Facet noch nicht gesehen hat. Findet es ${name}?`,
  meet: 'Das andere Foto zeigen',
  foundTitle: (name) => `Da ist ${name}`,
  foundText:
    'Die anderen sind unbekannt: Fremde bekommen keinen Namen. Jetzt mit deinen Fotos: das Beispiel wird wieder entfernt.',
  missedTitle: (name) => `${name} wurde nicht gefunden`,
  missedText:
    'Ein Foto war diesmal nicht genug, und Facet gibt nur dann einen Namen, wenn es sicher ist. Das Beispiel wird wieder entfernt.',
  begin: 'Mit meinen Fotos beginnen',
  origin: 'Fotos: Beispiele des Pakets @vladmandic/face-api, MIT-Lizenz.',
};
