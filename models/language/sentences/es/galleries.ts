// Sentences about shared galleries, in Spanish.
export const galleries: Readonly<Record<string, string>> = {
  'There is nobody called {0} in the gallery at {1}.': 'En la galería {1} no hay nadie llamado {0}.',
  'Names are compared letter by letter.': 'Los nombres se comparan letra por letra.',
  '{0} is not the address of a gallery.': '{0} no es la dirección de una galería.',
  'The address of the gallery holds a password, which other users of this machine could read.':
    'La dirección de la galería contiene una contraseña que otros usuarios de este equipo podrían leer.',
  'Leave it out and set PGPASSWORD instead.': 'Quítala y usa PGPASSWORD en su lugar.',
  'The address of the gallery has an unknown option: {0}.':
    'La dirección de la galería tiene una opción desconocida: {0}.',
  'The address of the gallery asks for sslmode={0}, which does not show who answers.':
    'La dirección de la galería pide sslmode={0}, que no muestra quién responde.',
  'Use verify-full, which is meant where it is left out, or disable on a network of your own.':
    'Usa verify-full, que es lo que vale si no se indica nada, o disable en una red propia.',
  'The gallery at {0} ended the connection.': 'La galería {0} ha cerrado la conexión.',
  'Try again later; until then the last copy is used.':
    'Inténtalo más tarde; hasta entonces se usa la última copia.',
  'There is no gallery in the database at {0} yet.':
    'En la base de datos {0} todavía no hay ninguna galería.',
  'Publish the people who were learned here to make it: facet gallery publish --to postgres://{0}':
    'Publica las personas aprendidas aquí para crearla: facet gallery publish --to postgres://{0}',
  'What lies in the database at {0} is not a gallery that this version of Facet can read.':
    'Lo que hay en la base de datos {0} no es una galería que esta versión de Facet pueda leer.',
  'Update Facet, or publish to another database.': 'Actualiza Facet o publica en otra base de datos.',
  'The gallery was made with another build of the encoder {0}: its digest is {1}…, this one’s {2}….':
    'La galería se hizo con otra versión del codificador {0}: su suma es {1}…, la de este {2}….',
  'Use the same model file on every machine; embeddings of different builds cannot be compared.':
    'Usa el mismo archivo de modelo en todos los equipos; los embeddings de versiones distintas no se pueden comparar.',
  'The checkpoint in use has an encoder of its own, which no other machine has.':
    'El punto de control en uso tiene un codificador propio que ningún otro equipo tiene.',
  'Publish a checkpoint of the head: facet finetune --method head':
    'Publica un punto de control del método head: facet finetune --method head',
  'The checkpoint in use was learned with several encoders ({0}); a shared gallery has one.':
    'El punto de control en uso se aprendió con varios codificadores ({0}); una galería compartida tiene uno.',
  'Learn with one of them first: facet finetune --encoder {0}':
    'Aprende primero con uno de ellos: facet finetune --encoder {0}',
  'The address of {0} has a name or password in it, which Immich does not know.':
    'La dirección de {0} contiene un nombre o una contraseña, que Immich no admite.',
  'Leave them out, and give an API key: {0}': 'Quítalos e indica una clave de API: {0}',
  'Make one in Immich (account settings, API keys: person.read, face.read, asset.read, asset.download) and set {0}, or keep it in the keychain{1}.':
    'Crea una en Immich (ajustes de la cuenta, claves de API: person.read, face.read, asset.read, asset.download) y define {0}, o guárdala en el llavero{1}.',
  'Copy it from Immich again.': 'Vuelve a copiarla desde Immich.',
  '{0} sent more than {1} MB.': '{0} ha enviado más de {1} MB.',
  'Check the address; a page for signing in may stand before it. Immich 1.118 and later are known.':
    'Comprueba la dirección; puede que haya una página de inicio de sesión delante. Se admite Immich 1.118 y posteriores.',
};
