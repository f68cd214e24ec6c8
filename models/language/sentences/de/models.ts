// Sentences about models, encoders and what is fetched, in German.
export const models: Readonly<Record<string, string>> = {
  '{0} is no longer an encoder.': '{0} ist kein Encoder mehr.',
  'The trained weights of {0} are not there.': 'Die trainierten Gewichte von {0} sind nicht da.',
  'Install the detector that the photo was imported with, or remove the face and import the photo again.':
    'Installiere den Detektor, mit dem das Foto importiert wurde, oder entferne das Gesicht und importiere das Foto noch einmal.',
  'The crop cannot be cut again: the detector finds the face in {0} at another place now.':
    'Der Ausschnitt lässt sich nicht neu machen: der Detektor findet das Gesicht in {0} jetzt an anderer Stelle.',
  'Nothing says which activation {0} was trained with, and the wrong one gives wrong features.':
    'Nirgends steht, mit welcher Aktivierung {0} trainiert wurde, und mit der falschen kommen falsche Merkmale heraus.',
  'Put its {0} beside it, or state --activation: quick-gelu for OpenAI’s weights, gelu for those of OpenCLIP (LAION, DataComp).':
    'Leg {0} daneben, oder gib --activation an: quick-gelu für OpenAIs Gewichte, gelu für die von OpenCLIP (LAION, DataComp).',
  'FACET_CATALOGUE names {0}, which is not a valid catalogue: {1}.':
    'FACET_CATALOGUE nennt {0}; das ist kein gültiger Katalog: {1}.',
  'Fix the file or unset the variable.': 'Berichtige die Datei, oder lösch die Variable.',
  '{0} does not name two to {1} different encoders.': '{0} nennt nicht zwei bis {1} verschiedene Encoder.',
  'Join their ids with {0}: --encoder duo{1}sface': 'Verbinde ihre Kennungen mit {0}: --encoder duo{1}sface',
  '{0} is a model of another kind: {1}, not encoder.': '{0} ist ein Modell anderer Art: {1}, kein Encoder.',
  "{0} is not a model's manifest: {1}.": '{0} ist kein Manifest eines Modells: {1}.',
  'Remove its folder and fetch the model again.': 'Entferne den Ordner und lade das Modell noch einmal.',
  'Make it: npm run build': 'Erzeuge es: npm run build',
  'The file {0} of the model {1} is missing.': 'Die Datei {0} des Modells {1} fehlt.',
  'The file {0} of the model {1} has {2} bytes instead of {3}.':
    'Die Datei {0} des Modells {1} hat {2} statt {3} Bytes.',
  '{0} holds the model {1}, not {2}.': '{0} enthält das Modell {1}, nicht {2}.',
  'Rename the folder.': 'Benenne den Ordner um.',
  'The preset {0} needs a file that ends in {1}.':
    'Die Voreinstellung {0} braucht eine Datei mit der Endung {1}.',
  "That cannot be a network's input: {0}.": 'Das kann keine Eingabe eines Netzes sein: {0}.',
  'Check --size, --mean and --std.': 'Prüfe --size, --mean und --std.',
  'The catalogue does not say which activation {0} was trained with.':
    'Im Katalog steht nicht, mit welcher Aktivierung {0} trainiert wurde.',
  'Give its entry "activation": "quick-gelu" or "gelu", or name its open_clip_config.json as "config" in "files".':
    'Gib dem Eintrag "activation": "quick-gelu" oder "gelu", oder nenne open_clip_config.json als "config" unter "files".',
  'Fetch it again: {0}': 'Lade es noch einmal: {0}',
  '{0} is several encoders, and an export holds one.':
    '{0} sind mehrere Encoder, und ein Export enthält einen.',
  'Learn with one of them and export that: facet finetune --encoder {0}':
    'Lern mit einem davon und exportiere das: facet finetune --encoder {0}',
  'Add it again as what it is.': 'Füg es noch einmal hinzu, als das, was es ist.',
  'Run facet finetune again, or fetch that version.':
    'Führ facet finetune noch einmal aus, oder lade jene Fassung.',
  'Fetch it with them: facet models pull {0}': 'Lade es mit ihnen: facet models pull {0}',
  '{0} has no text tower.': '{0} hat keinen Textteil.',
  'Check that it is the network that you meant, and that the preset is the right one.':
    'Prüfe, ob es das gemeinte Netz und die richtige Voreinstellung ist.',
  'The hub sends more than the {0} bytes that it promised: {1}':
    'Der Hub schickt mehr als die {0} Bytes, die er angekündigt hat: {1}',
  'Try again later; if it happens again, the hub or something on the way is broken.':
    'Versuche es später noch einmal; geschieht es wieder, ist der Hub oder etwas auf dem Weg kaputt.',
  'The hub {0}: {1}': 'Der Hub {0}: {1}',
  'Check that FACET_HUB names a hub, or use --from.':
    'Prüfe, ob FACET_HUB einen Hub nennt, oder nimm --from.',
  'FACET_HUB does not name a hub: {0} is not an address without a password that begins with https:// or http://.':
    'FACET_HUB nennt keinen Hub: {0} ist keine Adresse ohne Passwort, die mit https:// oder http:// beginnt.',
  'Fix the variable or unset it.': 'Berichtige die Variable, oder lösch sie.',
  'The hub offers another file than Facet expects: {0} has the checksum {1}.':
    'Der Hub bietet eine andere Datei an, als Facet erwartet: {0} hat die Prüfsumme {1}.',
  'Do not use it; tell whoever runs this hub.': 'Verwende sie nicht; sag dem Betreiber dieses Hubs Bescheid.',
  'Its transformers apply {0}, which Facet does not know.':
    'Seine Transformer verwenden {0}, was Facet nicht kennt.',
  'Use a CLIP whose both towers apply quick_gelu or gelu.':
    'Nimm ein CLIP, dessen beide Teile quick_gelu oder gelu verwenden.',
  'These weights are not a CLIP that Facet knows: {0}.':
    'Diese Gewichte sind kein CLIP, das Facet kennt: {0}.',
  'Use weights of OpenAI’s CLIP under OpenAI’s or OpenCLIP’s names, such as open_clip_model.safetensors.':
    'Nimm Gewichte von OpenAIs CLIP unter OpenAIs oder OpenCLIPs Namen, etwa open_clip_model.safetensors.',
  'Use a shorter text.': 'Nimm einen kürzeren Text.',
  'Line {0} of the merges {1}.': 'Zeile {0} der Merges {1}.',
  'Fetch the merges file again.': 'Lade die Merges-Datei noch einmal.',
  'These weights are not in OpenAI’s layout: {0}.':
    'Diese Gewichte sind nicht nach OpenAIs Schema angelegt: {0}.',
  'Use weights in OpenCLIP’s layout, such as open_clip_model.safetensors.':
    'Nimm Gewichte nach OpenCLIPs Schema, etwa open_clip_model.safetensors.',
  'These weights are not a whole CLIP: {0} {1} and should be [{2}].':
    'Diese Gewichte sind kein vollständiges CLIP: {0} {1} und sollte [{2}] sein.',
  'Fetch the file again, or use another one.': 'Lade die Datei noch einmal, oder nimm eine andere.',
  'The ONNX file {0}.': 'Die ONNX-Datei {0}.',
  'Not a usable safetensors file: {0}.': 'Keine brauchbare safetensors-Datei: {0}.',
  'Fetch the file again.': 'Lade die Datei noch einmal.',
  // Titles of models.
  'MediaPipe BlazeFace (back camera) with face-api.js landmarks':
    'MediaPipe BlazeFace (Rückkamera) mit den Gesichtspunkten von face-api.js',
  "dlib's ResNet and VGGFace2's MobileNet as one": 'dlibs ResNet und das MobileNet von VGGFace2 als eines',
  'dlib face encoder with a CLIP-style text side':
    'dlibs Gesichts-Encoder mit einer Textseite nach Art von CLIP',
  'AuraFace, a large face encoder': 'AuraFace, ein großer Gesichts-Encoder',
  'SFace, a small face encoder': 'SFace, ein kleiner Gesichts-Encoder',
  "OpenAI's CLIP with a ResNet-50": 'OpenAIs CLIP mit einem ResNet-50',
  "OpenAI's CLIP with a ViT-B/32": 'OpenAIs CLIP mit einem ViT-B/32',
  "OpenAI's CLIP with a ViT-B/16": 'OpenAIs CLIP mit einem ViT-B/16',
  "LAION's CLIP with a ViT-B/32": 'LAIONs CLIP mit einem ViT-B/32',
  'FaRL: a CLIP with a ViT-B/16, trained on faces and their texts':
    'FaRL: ein CLIP mit einem ViT-B/16, mit Gesichtern und ihren Texten trainiert',
  'YuNet, a fast face detector': 'YuNet, ein schneller Gesichtsdetektor',
  'eDifFIQA (tiny), which rates the quality of faces':
    'eDifFIQA (tiny), das die Qualität von Gesichtern bewertet',
  'Apache-2.0 by its card; what it was trained on has been asked about':
    'laut Karte Apache-2.0; nach den Trainingsdaten wurde gefragt',
  '{0} is no device: FACET_DEVICE is one of {1}.': '{0} ist kein Gerät: FACET_DEVICE ist eines von {1}.',
};
