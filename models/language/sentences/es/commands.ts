// Sentences about commands, and other programs that photos come from, in Spanish.
export const commands: Readonly<Record<string, string>> = {
  'See which there are: facet models list': 'Mira cuáles hay: facet models list',
  'There is no encoder {0}.': 'No hay ningún codificador {0}.',
  'Leave it out, and go back to the checkpoint before.':
    'Déjalo fuera, y vuelve al punto de control anterior.',
  'Leave it out, or compare: facet finetune --method auto':
    'Déjalo fuera, o compara: facet finetune --method auto',
  'Leave them out, or train it: facet finetune --method projector':
    'Déjalos fuera, o entrénala: facet finetune --method projector',
  'Name another method: text, projector or full.': 'Indica otro método: text, projector o full.',
  'Name the method: head, gda, proker, text, projector or full.':
    'Indica el método: head, gda, proker, text, projector o full.',
  'A face network is done in a second: check that the file is whole and the preset is the right one.':
    'Una red de caras termina en un segundo: comprueba que el archivo está entero y que el ajuste es el correcto.',
  'Connect its drive again, or import the folder where it is now with --in-place.':
    'Conecta de nuevo su unidad, o importa con --in-place la carpeta donde está ahora.',
  'Import {0} again, or bring {1} back from a backup.':
    'Importa {0} de nuevo, o recupera {1} de una copia de seguridad.',
  'Import {0} again: that puts back the photo with its crops.':
    'Importa {0} de nuevo: así vuelve la foto con sus recortes.',
  'The crop cannot be cut again: its photo {0} is missing or damaged.':
    'El recorte no se puede rehacer: su foto {0} falta o está dañada.',
  'The original {0} of {1} is missing or damaged, and the library has no whole copy of it.':
    'El original {0} de {1} falta o está dañado, y la biblioteca no tiene ninguna copia entera.',
  'The photo {0} is kept in place, and is not at {1} any more, or was changed.':
    'La foto {0} se guarda en su sitio, y ya no está en {1}, o cambió.',
  'Connect its drive, or import its folder again with --in-place; then export again.':
    'Conecta su unidad, o importa de nuevo su carpeta con --in-place; después exporta otra vez.',
  '{0} is kept in place, and is not there any more, or was changed.':
    '{0} se guarda en su sitio, y ya no está, o cambió.',
  'The engine was given something that is not a model.': 'El motor recibió algo que no es un modelo.',
  'Leave the device to Facet: --device auto': 'Deja que Facet elija el dispositivo: --device auto',
  '{0} cannot be run as was asked. {1}.': '{0} no se puede ejecutar como se pidió. {1}.',
  'Add or fetch the model again.': 'Añade o descarga el modelo de nuevo.',
  'Fetch the model again.': 'Descarga el modelo de nuevo.',
  'ONNX Runtime refuses {0}: {1}.': 'ONNX Runtime rechaza {0}: {1}.',
  'Run facet finetune again.': 'Ejecuta facet finetune de nuevo.',
  'Use another model.': 'Usa otro modelo.',
  '{0} cannot be used as a face encoder: {1}.': '{0} no sirve como codificador de caras: {1}.',
  '{0} cannot be used as a quality network: {1}.': '{0} no sirve como red de calidad: {1}.',
  'Faces are rated by their pixels, as the quality network {0} cannot be used: {1}':
    'Los rostros se valoran por sus píxeles, porque la red de calidad {0} no se puede usar: {1}',
  'That cannot be the range of a quality network: {0}.':
    'Ese no puede ser el intervalo de una red de calidad: {0}.',
  'Give --range its answers to a useless face and to the best one, as in --range 0,1.':
    'Indica con --range sus respuestas a una cara inservible y a la mejor, por ejemplo --range 0,1.',
  '{0} failed on a picture: {1}.': '{0} falló con una imagen: {1}.',
  '{0} is not a file of finetuned weights.': '{0} no es un archivo de pesos entrenados.',
  'Start it again.': 'Inícialo de nuevo.',
  '{0} cannot be used: {1}.': '{0} no se puede usar: {1}.',
  'Films are decoded by the program ffmpeg, which is not installed.':
    'Los vídeos los decodifica el programa ffmpeg, que no está instalado.',
  'Install it (ffmpeg.org, or ffmpeg on Debian), then import the films again.':
    'Instálalo (ffmpeg.org, o ffmpeg en Debian) y después importa los vídeos de nuevo.',
  'Name a method: facet finetune --method head': 'Indica un método: facet finetune --method head',
  'Import more photos, or learn without comparing: facet finetune --method head':
    'Importa más fotos, o entrena sin comparar: facet finetune --method head',
  'Name a new folder, or an empty one.': 'Indica una carpeta nueva o vacía.',
  '{0} has files in it.': '{0} contiene archivos.',
  'A face that was drawn in {0} has no eyes, nose and mouth that were found: it is kept and not learned from.':
    'En una cara marcada en {0} no se encontraron ojos, nariz ni boca: se conserva, pero no se aprende de ella.',
  'Give that face the name.': 'Pon el nombre a esa cara.',
  'Leave it so, or draw its box anew, closer around the face.':
    'Déjala así, o vuelve a marcar su recuadro más ajustado a la cara.',
  'The box is around a face of {0} that the library has: {1}, {2}.':
    'El recuadro rodea una cara de {0} que la biblioteca ya tiene: {1}, {2}.',
  'The box is no face’s in {0}: of it lie less than {1} by {2} pixels in the photo.':
    'El recuadro no es de ninguna cara en {0}: menos de {1} por {2} píxeles están en la foto.',
  'The photo has {0} by {1} pixels, upright; give left, top, width and height in them.':
    'La foto tiene {0} por {1} píxeles, derecha; da izquierda, arriba, ancho y alto en ellos.',
  'Give one above 0 and up to 1.': 'Da uno mayor que 0 y hasta 1.',
  'The WiSE-FT weight must be above 0 and at most 1, not {0}.':
    'El peso de WiSE-FT debe ser mayor que 0 y 1 como máximo, no {0}.',
  'Make a cohort: facet cohort add FOLDER --encoder {0}':
    'Haz una cohorte: facet cohort add FOLDER --encoder {0}',
  'The checkpoint in use does not know what strangers score: its threshold cannot be set anew.':
    'El punto de control en uso no sabe qué puntúan los desconocidos: su umbral no se puede cambiar.',
  'Connect its drive, or say where it is: --folder DIR.': 'Conecta su unidad, o di dónde está: --folder DIR.',
  'Let digiKam look for moved photos, then import again.':
    'Deja que digiKam busque las fotos movidas y después importa de nuevo.',
  'Name a folder.': 'Indica una carpeta.',
  'Name people in Immich first.': 'Pon antes nombre a personas en Immich.',
  'Name people in digiKam first, or import the photos as files.':
    'Pon antes nombre a personas en digiKam, o importa las fotos como archivos.',
  'Name the folder that your photos came from; a library itself is opened with --library.':
    'Indica la carpeta de la que vinieron tus fotos; una biblioteca se abre con --library.',
  'Nobody on {0} has a name.': 'Nadie en {0} tiene nombre.',
  'Nobody on {0} is called {1}.': 'Nadie en {0} se llama {1}.',
  'Write the name as Immich has it.': 'Escribe el nombre como lo tiene Immich.',
  '{0} is in digiKam’s database and not on the disk.':
    '{0} está en la base de datos de digiKam y no en el disco.',
  '{0} is not followed.': 'No se sigue {0}.',
  'Follow it first.': 'Síguela primero.',
  'The person whose photos lie in {0} is no longer in the library.':
    'La persona cuyas fotos están en {0} ya no está en la biblioteca.',
  'Follow the folder no longer, or follow it again for somebody else.':
    'Deja de seguir la carpeta o síguela para otra persona.',
  '{0} cannot be read: it is not a list of followed folders.':
    'No se puede leer {0}: no es una lista de carpetas en seguimiento.',
  'Remove it, and follow the folders again.': 'Quítalo y vuelve a seguir las carpetas.',
  '{0} is not a folder: only folders can be followed.':
    '{0} no es una carpeta: solo se pueden seguir carpetas.',
  '{0} knows no faces and no people.': '{0} no conoce caras ni personas.',
  '{0} lies in digiKam’s collection {1}, which was not found.':
    '{0} está en la colección {1} de digiKam, que no se encontró.',
  'Measure again: facet benchmark, or facet evaluate.': 'Mide de nuevo: facet benchmark o facet evaluate.',
  'Name the file that was written.': 'Indica el archivo que se escribió.',
  'Update Facet.': 'Actualiza Facet.',
  '{0} is not valid JSON.': '{0} no es JSON válido.',
  '{0} was written by a newer Facet.': '{0} lo escribió un Facet más nuevo.',
  'Leave it as it is.': 'Déjalo como está.',
  'Write year, month and day: 1815-12-10.': 'Escribe año, mes y día: 1815-12-10.',
  '{0} is a person of their own already.': '{0} ya es una persona aparte.',
  '{0} is yet to come.': '{0} está por venir.',
  'Write the day of birth: 1815-12-10.': 'Escribe el día de nacimiento: 1815-12-10.',
  '{0} is not a day.': '{0} no es un día.',
  'Open it for writing first.': 'Ábrela antes para escritura.',
  'The library {0} was opened for reading: nothing in it can be changed.':
    'La biblioteca {0} se abrió para lectura: no se puede cambiar nada en ella.',
  'Name the file digikam4.db, which lies where digiKam’s settings say; close digiKam while it is read.':
    'Indica el archivo digikam4.db, que está donde dicen los ajustes de digiKam; cierra digiKam mientras se lee.',
  'The import was cancelled.': 'La importación se canceló.',
  'Install it (exiftool.org, or libimage-exiftool-perl on Debian), or leave --embed out.':
    'Instálalo (exiftool.org, o libimage-exiftool-perl en Debian), o quita --embed.',
  'Names are written into copies by the program exiftool, which is not installed.':
    'Los nombres los escribe en las copias el programa exiftool, que no está instalado.',
  'Check the address and the connection.': 'Comprueba la dirección y la conexión.',
  'Immich on {0} needs an API key, and none was given.':
    'Immich en {0} necesita una clave API, y no se dio ninguna.',
  'Leave this photo out.': 'Deja fuera esta foto.',
  'The API key has characters that no key has.': 'La clave API tiene caracteres que ninguna clave tiene.',
  'Write it as in the browser, from https on.': 'Escríbela como en el navegador, desde https.',
  '{0} does not answer as Immich does.': '{0} no responde como lo hace Immich.',
  '{0} is not the address of a server.': '{0} no es la dirección de un servidor.',
  'Leave it out.': 'Déjalo fuera.',
  'Leave --embed out: then the names are written into a file beside it.':
    'Quita --embed: así los nombres se escriben en un archivo al lado.',
  '{0} is not of a photo that can be read.': '{0} no es de una foto que se pueda leer.',
  'The built-in model {0} has not been made.': 'El modelo incluido {0} no se ha creado.',
  'Nothing is known of what {0} expects.': 'No se sabe qué espera {0}.',
  'Say it with --preset: {0}.': 'Dilo con --preset: {0}.',
  'There is no preset called {0}.': 'No hay ningún ajuste llamado {0}.',
  'Presets: {0}.': 'Ajustes: {0}.',
  'The catalogue has no model called {0}.': 'El catálogo no tiene ningún modelo llamado {0}.',
  'It has: {0}': 'Tiene: {0}',
  '{0} is not in {1}.': '{0} no está en {1}.',
  'Checksum mismatch: {0} is not the {1} that Facet expects.':
    'La suma de verificación no coincide: {0} no es el {1} que espera Facet.',
  'Move it elsewhere, then try again.': 'Muévelo a otro sitio y vuelve a intentarlo.',
  'Wait for it to end.': 'Espera a que termine.',
  '{0} is not a file that Facet made.': '{0} no es un archivo hecho por Facet.',
  'Check that it is the right file.': 'Comprueba que es el archivo correcto.',
  'Reload the window.': 'Recarga la ventana.',
  'On this system the command line cannot tell whether the machine runs on battery.':
    'En este sistema la línea de órdenes no puede saber si el equipo funciona con batería.',
  'Leave --pause-on-battery out, or use the window, which can.':
    'Omite --pause-on-battery o usa la ventana, que sí puede.',
};
