// Sentences about backups, updates, names in files, and the window, in Spanish.
export const window: Readonly<Record<string, string>> = {
  'The notices {0} were not built.': 'Los avisos {0} no se han generado.',
  'Run `npm run build`.': 'Ejecuta `npm run build`.',
  'Run `npm run build`, or begin with photos of your own.':
    'Ejecuta `npm run build`, o empieza con tus propias fotos.',
  'exiftool could not write names into {0}: {1}': 'exiftool no ha podido escribir nombres en {0}: {1}',
  'Leave --embed out for this photo: then the names are written into a file beside it.':
    'Omite --embed para esta foto: así los nombres se escriben en un archivo al lado.',
  '{0} holds more XMP than one block, and part of it would be lost in a copy.':
    '{0} contiene más de un bloque XMP, y parte se perdería en una copia.',
  '{0} has face regions that were drawn before the photo was cropped, so no names were written.':
    '{0} tiene regiones de caras dibujadas antes de recortar la foto, así que no se han escrito nombres.',
  'Remove them with the program that wrote them, then try again.':
    'Quítalas con el programa que las escribió y vuelve a intentarlo.',
  '{0}; or write the names that the library holds alone: --confirmed':
    '{0}; o escribe solo los nombres que tiene la biblioteca: --confirmed',
  'The window sent a call without a number or a name.':
    'La ventana ha enviado una llamada sin número o sin nombre.',
  'There is no command {0}.': 'No existe el comando {0}.',
  '{0} received an invalid request.': '{0} ha recibido una petición no válida.',
  'Another page may not ask for that.': 'Otra página no puede pedir eso.',
  'Use the window of Facet.': 'Usa la ventana de Facet.',
  'The folder for backups, {0}, does not exist.': 'La carpeta para las copias de seguridad, {0}, no existe.',
  'Connect its drive, or choose another folder.': 'Conecta su unidad o elige otra carpeta.',
  '{0} is in the library itself.': '{0} está dentro de la propia biblioteca.',
  'Choose a folder outside it, best on another disk.':
    'Elige una carpeta fuera de ella, mejor en otro disco.',
  'The backup was cancelled.': 'La copia de seguridad se ha cancelado.',
  'The backup that was written to {0} reads differently; it was removed.':
    'La copia escrita en {0} no se lee igual que se escribió; se ha eliminado.',
  'Check that disk, or choose a folder on another one.': 'Comprueba ese disco o elige una carpeta en otro.',
  'No folder was chosen for backups.': 'No se ha elegido ninguna carpeta para las copias de seguridad.',
  'Choose one in Models & settings.': 'Elige una en Modelos y ajustes.',
  'What the update server says of the newest Facet {0}.':
    'Lo que el servidor de actualizaciones dice del Facet más reciente {0}.',
  'Nothing was changed. Fetch Facet from where you got it, or wait.':
    'No se ha cambiado nada. Descarga Facet de donde lo obtuviste o espera.',
  'The update server cannot be reached: {0}': 'No se puede acceder al servidor de actualizaciones: {0}',
  'Try again later.': 'Inténtalo más tarde.',
};
