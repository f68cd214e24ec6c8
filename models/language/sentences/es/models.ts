// Sentences about models, encoders and what is fetched, in Spanish.
export const models: Readonly<Record<string, string>> = {
  '{0} is no longer an encoder.': '{0} ya no es un codificador.',
  'The trained weights of {0} are not there.': 'Los pesos entrenados de {0} no están.',
  'Install the detector that the photo was imported with, or remove the face and import the photo again.':
    'Instala el detector con el que se importó la foto, o quita la cara y vuelve a importar la foto.',
  'The crop cannot be cut again: the detector finds the face in {0} at another place now.':
    'No se puede volver a recortar: el detector encuentra ahora la cara de {0} en otro lugar.',
  'Nothing says which activation {0} was trained with, and the wrong one gives wrong features.':
    'Nada indica con qué activación se entrenó {0}, y la equivocada da características erróneas.',
  'Put its {0} beside it, or state --activation: quick-gelu for OpenAI’s weights, gelu for those of OpenCLIP (LAION, DataComp).':
    'Pon {0} al lado, o indica --activation: quick-gelu para los pesos de OpenAI, gelu para los de OpenCLIP (LAION, DataComp).',
  'FACET_CATALOGUE names {0}, which is not a valid catalogue: {1}.':
    'FACET_CATALOGUE indica {0}, que no es un catálogo válido: {1}.',
  'Fix the file or unset the variable.': 'Corrige el archivo o quita la variable.',
  '{0} does not name two to {1} different encoders.': '{0} no nombra de dos a {1} codificadores distintos.',
  'Join their ids with {0}: --encoder duo{1}sface': 'Une sus identificadores con {0}: --encoder duo{1}sface',
  '{0} is a model of another kind: {1}, not encoder.':
    '{0} es un modelo de otro tipo: {1}, no un codificador.',
  "{0} is not a model's manifest: {1}.": '{0} no es el manifiesto de un modelo: {1}.',
  'Remove its folder and fetch the model again.': 'Quita su carpeta y vuelve a descargar el modelo.',
  'Make it: npm run build': 'Créalo: npm run build',
  'The file {0} of the model {1} is missing.': 'Falta el archivo {0} del modelo {1}.',
  'The file {0} of the model {1} has {2} bytes instead of {3}.':
    'El archivo {0} del modelo {1} tiene {2} bytes en vez de {3}.',
  '{0} holds the model {1}, not {2}.': '{0} contiene el modelo {1}, no {2}.',
  'Rename the folder.': 'Cambia el nombre de la carpeta.',
  'The preset {0} needs a file that ends in {1}.': 'El preajuste {0} necesita un archivo que termine en {1}.',
  "That cannot be a network's input: {0}.": 'Eso no puede ser la entrada de una red: {0}.',
  'Check --size, --mean and --std.': 'Comprueba --size, --mean y --std.',
  'The catalogue does not say which activation {0} was trained with.':
    'El catálogo no dice con qué activación se entrenó {0}.',
  'Give its entry "activation": "quick-gelu" or "gelu", or name its open_clip_config.json as "config" in "files".':
    'Añade a su entrada "activation": "quick-gelu" o "gelu", o indica open_clip_config.json como "config" en "files".',
  'Fetch it again: {0}': 'Vuelve a descargarlo: {0}',
  '{0} is several encoders, and an export holds one.':
    '{0} son varios codificadores, y una exportación contiene uno.',
  'Learn with one of them and export that: facet finetune --encoder {0}':
    'Aprende con uno de ellos y exporta eso: facet finetune --encoder {0}',
  'Add it again as what it is.': 'Vuelve a añadirlo como lo que es.',
  'Run facet finetune again, or fetch that version.':
    'Ejecuta facet finetune de nuevo, o descarga esa versión.',
  'Fetch it with them: facet models pull {0}': 'Descárgalo con ellos: facet models pull {0}',
  '{0} has no text tower.': '{0} no tiene torre de texto.',
  'Check that it is the network that you meant, and that the preset is the right one.':
    'Comprueba que es la red que querías y que el preajuste es el correcto.',
  'The hub sends more than the {0} bytes that it promised: {1}':
    'El hub envía más de los {0} bytes que prometió: {1}',
  'Try again later; if it happens again, the hub or something on the way is broken.':
    'Inténtalo más tarde; si vuelve a ocurrir, el hub o algo por el camino está averiado.',
  'The hub {0}: {1}': 'El hub {0}: {1}',
  'Check that FACET_HUB names a hub, or use --from.': 'Comprueba que FACET_HUB indica un hub, o usa --from.',
  'FACET_HUB does not name a hub: {0} is not an address without a password that begins with https:// or http://.':
    'FACET_HUB no indica un hub: {0} no es una dirección sin contraseña que empiece por https:// o http://.',
  'Fix the variable or unset it.': 'Corrige la variable o quítala.',
  'The hub offers another file than Facet expects: {0} has the checksum {1}.':
    'El hub ofrece otro archivo que el que Facet espera: {0} tiene la suma {1}.',
  'Do not use it; tell whoever runs this hub.': 'No lo uses; avisa a quien gestiona este hub.',
  'Its transformers apply {0}, which Facet does not know.':
    'Sus transformers aplican {0}, que Facet no conoce.',
  'Use a CLIP whose both towers apply quick_gelu or gelu.':
    'Usa un CLIP cuyas dos torres apliquen quick_gelu o gelu.',
  'These weights are not a CLIP that Facet knows: {0}.': 'Estos pesos no son un CLIP que Facet conozca: {0}.',
  'Use weights of OpenAI’s CLIP under OpenAI’s or OpenCLIP’s names, such as open_clip_model.safetensors.':
    'Usa pesos del CLIP de OpenAI con los nombres de OpenAI o de OpenCLIP, como open_clip_model.safetensors.',
  'Use a shorter text.': 'Usa un texto más corto.',
  'Line {0} of the merges {1}.': 'La línea {0} de los merges {1}.',
  'Fetch the merges file again.': 'Vuelve a descargar el archivo de merges.',
  'These weights are not in OpenAI’s layout: {0}.': 'Estos pesos no siguen la disposición de OpenAI: {0}.',
  'Use weights in OpenCLIP’s layout, such as open_clip_model.safetensors.':
    'Usa pesos con la disposición de OpenCLIP, como open_clip_model.safetensors.',
  'These weights are not a whole CLIP: {0} {1} and should be [{2}].':
    'Estos pesos no son un CLIP completo: {0} {1} y debería ser [{2}].',
  'Fetch the file again, or use another one.': 'Vuelve a descargar el archivo o usa otro.',
  'The ONNX file {0}.': 'El archivo ONNX {0}.',
  'Not a usable safetensors file: {0}.': 'No es un archivo safetensors utilizable: {0}.',
  'Fetch the file again.': 'Vuelve a descargar el archivo.',
  // Titles of models.
  'MediaPipe BlazeFace (back camera) with face-api.js landmarks':
    'MediaPipe BlazeFace (cámara trasera) con los puntos faciales de face-api.js',
  "dlib's ResNet and VGGFace2's MobileNet as one": 'La ResNet de dlib y la MobileNet de VGGFace2 como una',
  'dlib face encoder with a CLIP-style text side':
    'Codificador de caras de dlib con una parte de texto al estilo de CLIP',
  'AuraFace, a large face encoder': 'AuraFace, un codificador de caras grande',
  'SFace, a small face encoder': 'SFace, un codificador de caras pequeño',
  "OpenAI's CLIP with a ResNet-50": 'CLIP de OpenAI con una ResNet-50',
  "OpenAI's CLIP with a ViT-B/32": 'CLIP de OpenAI con un ViT-B/32',
  "OpenAI's CLIP with a ViT-B/16": 'CLIP de OpenAI con un ViT-B/16',
  "LAION's CLIP with a ViT-B/32": 'CLIP de LAION con un ViT-B/32',
  'FaRL: a CLIP with a ViT-B/16, trained on faces and their texts':
    'FaRL: un CLIP con un ViT-B/16, entrenado con caras y sus textos',
  'YuNet, a fast face detector': 'YuNet, un detector de caras rápido',
  'eDifFIQA (tiny), which rates the quality of faces': 'eDifFIQA (tiny), que valora la calidad de las caras',
  'Apache-2.0 by its card; what it was trained on has been asked about':
    'Apache-2.0 según su ficha; se ha preguntado con qué se entrenó',
  '{0} is no device: FACET_DEVICE is one of {1}.': '{0} no es un dispositivo: FACET_DEVICE es uno de {1}.',
};
