// Sentences about shared galleries, in German.
export const galleries: Readonly<Record<string, string>> = {
  'There is nobody called {0} in the gallery at {1}.': 'In der Galerie {1} gibt es niemanden namens {0}.',
  'Names are compared letter by letter.': 'Namen werden Buchstabe für Buchstabe verglichen.',
  '{0} is not the address of a gallery.': '{0} ist keine Adresse einer Galerie.',
  'The address of the gallery holds a password, which other users of this machine could read.':
    'In der Adresse der Galerie steht ein Passwort, das andere Benutzer dieses Rechners lesen könnten.',
  'Leave it out and set PGPASSWORD instead.': 'Lass es weg und setz stattdessen PGPASSWORD.',
  'The address of the gallery has an unknown option: {0}.':
    'Die Adresse der Galerie hat eine unbekannte Option: {0}.',
  'The address of the gallery asks for sslmode={0}, which does not show who answers.':
    'Die Adresse der Galerie verlangt sslmode={0}; damit bleibt offen, wer antwortet.',
  'Use verify-full, which is meant where it is left out, or disable on a network of your own.':
    'Nimm verify-full, das auch ohne Angabe gilt, oder disable in deinem eigenen Netz.',
  'The gallery at {0} ended the connection.': 'Die Galerie {0} hat die Verbindung beendet.',
  'Try again later; until then the last copy is used.':
    'Versuche es später noch einmal; bis dahin gilt die letzte Kopie.',
  'There is no gallery in the database at {0} yet.': 'In der Datenbank {0} gibt es noch keine Galerie.',
  'Publish the people who were learned here to make it: facet gallery publish --to postgres://{0}':
    'Veröffentliche die hier gelernten Personen, dann entsteht sie: facet gallery publish --to postgres://{0}',
  'What lies in the database at {0} is not a gallery that this version of Facet can read.':
    'Was in der Datenbank {0} liegt, ist keine Galerie, die diese Version von Facet lesen kann.',
  'Update Facet, or publish to another database.':
    'Aktualisiere Facet, oder veröffentliche in einer anderen Datenbank.',
  'The gallery was made with another build of the encoder {0}: its digest is {1}…, this one’s {2}….':
    'Die Galerie wurde mit einer anderen Fassung des Encoders {0} gemacht: deren Prüfsumme ist {1}…, die hiesige {2}….',
  'Use the same model file on every machine; embeddings of different builds cannot be compared.':
    'Verwende auf jedem Rechner dieselbe Modelldatei; Embeddings verschiedener Fassungen sind nicht vergleichbar.',
  'The checkpoint in use has an encoder of its own, which no other machine has.':
    'Der verwendete Checkpoint hat einen eigenen Encoder, den kein anderer Rechner hat.',
  'Publish a checkpoint of the head: facet finetune --method head':
    'Veröffentliche einen Checkpoint der Methode head: facet finetune --method head',
  'The checkpoint in use was learned with several encoders ({0}); a shared gallery has one.':
    'Der verwendete Checkpoint wurde mit mehreren Encodern gelernt ({0}); eine gemeinsame Galerie hat einen.',
  'Learn with one of them first: facet finetune --encoder {0}':
    'Lern zuerst mit einem davon: facet finetune --encoder {0}',
  'The address of {0} has a name or password in it, which Immich does not know.':
    'In der Adresse von {0} steht ein Name oder Passwort, was Immich nicht kennt.',
  'Leave them out, and give an API key: {0}': 'Lass sie weg und gib einen API-Schlüssel an: {0}',
  'Make one in Immich (account settings, API keys: person.read, face.read, asset.read, asset.download) and set {0}, or keep it in the keychain{1}.':
    'Erstell einen in Immich (Kontoeinstellungen, API-Schlüssel: person.read, face.read, asset.read, asset.download) und setz {0}, oder leg ihn im Schlüsselbund ab{1}.',
  'Copy it from Immich again.': 'Kopier ihn noch einmal aus Immich.',
  '{0} sent more than {1} MB.': '{0} hat mehr als {1} MB geschickt.',
  'Check the address; a page for signing in may stand before it. Immich 1.118 and later are known.':
    'Prüfe die Adresse; vielleicht steht eine Anmeldeseite davor. Bekannt sind Immich 1.118 und neuer.',
};
