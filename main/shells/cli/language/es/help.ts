// The help texts of the command line, in Spanish.
import { exitCodes, opening } from '../../introduction.ts';

export const help: Readonly<Record<string, string>> = {
  [opening]: `Facet aprende a reconocer a cada persona con unas pocas fotos y después pone nombre a las caras de fotos nuevas.
Todo ocurre en este equipo: ninguna foto, ningún nombre ni embedding sale de él, salvo que compartas personas mediante
un servidor propio (facet gallery).
Quien no se le mostró queda como desconocido.

Primeros pasos:`,
  [exitCodes]: `
Códigos de salida: 0 hecho; 1 hecho, pero se omitieron archivos; 2 uso incorrecto; 3 error.
Ayuda de una orden: facet ORDEN --help`,
  'Usage:': 'Uso:',
  'Options:': 'Opciones:',
  'Commands:': 'Órdenes:',
  'Arguments:': 'Argumentos:',
  'Example:': 'Ejemplo:',
  'Examples:': 'Ejemplos:',
  'print JSON: {0}': 'imprime JSON: {0}',
  'print the version': 'muestra la versión',
  'print this help': 'muestra esta ayuda',
  "the language of what is said: en, de, es or zh (default: FACET_LANGUAGE, or the system's)":
    'el idioma de los mensajes: en, de, es o zh (por defecto: FACET_LANGUAGE o el del sistema)',
  'the library folder (default: FACET_LIBRARY, or the one chosen in the window, or Facet in your pictures folder)':
    'la carpeta de la biblioteca (por defecto: FACET_LIBRARY, la elegida en la ventana, o Facet en tu carpeta de imágenes)',
  'Bring photos into the library and find the faces in them':
    'Traer fotos a la biblioteca y encontrar las caras',
  'whose photos they are': 'de quién son las fotos',
  'a folder with one sub-folder per person': 'una carpeta con una subcarpeta por persona',
  'tree: sub-folders that are people’s although their names hardly look it':
    'tree: subcarpetas que son de personas aunque su nombre no lo parezca',
  'a name that differs by case, an invisible character or a look-alike is somebody else':
    'un nombre que difiere en mayúsculas, un carácter invisible o uno parecido es otra persona',
  'keep the photos where they are instead of copying them': 'deja las fotos donde están en vez de copiarlas',
  'go on: import what comes into the folders or changes in them, until Ctrl-C':
    'sigue: importa lo que llega a las carpetas o cambia en ellas, hasta Ctrl-C',
  'which model finds the faces (default: blazeface)':
    'qué modelo encuentra las caras (por defecto: blazeface)',
  'all, or large ones alone': 'todas, o solo las grandes',
  'width of the smallest face (default: 2.5% of the short side, at least 16 and at most 40)':
    'ancho de la cara más pequeña (por defecto: 2,5 % del lado corto, entre 16 y 40)',
  'photos of one person': 'fotos de una persona',
  'a folder with one sub-folder per person, named after them':
    'una carpeta con una subcarpeta por persona, con su nombre',
  'photos stay in the folder, which is followed until Ctrl-C':
    'las fotos se quedan en la carpeta, que se sigue hasta Ctrl-C',
  'List the people in the library': 'Listar las personas de la biblioteca',
  'everybody, with the number of photos and faces': 'todas, con el número de fotos y caras',
  'Erase a person: photos, crops and embeddings': 'Borrar a una persona: fotos, recortes y embeddings',
  'whom to erase': 'a quién borrar',
  'erase the checkpoints that know the person, too':
    'borra también los puntos de control que conocen a la persona',
  'do not ask': 'no pregunta',
  'erases her after asking': 'la borra tras preguntar',
  'and every checkpoint that knows her': 'y todos los puntos de control que la conocen',
  'List the faces in the library': 'Listar las caras de la biblioteca',
  'only faces that belong to nobody': 'solo caras que no son de nadie',
  'only faces that are ignored': 'solo caras ignoradas',
  'faces in group photos that nobody owns yet': 'caras de fotos de grupo que aún no son de nadie',
  'Say whose faces these are': 'Decir de quién son estas caras',
  'whose they are; made if there is nobody of that name': 'de quién son; se crea si nadie se llama así',
  'two faces of a group photo become hers': 'dos caras de una foto de grupo pasan a ser suyas',
  'Give a person another name': 'Dar otro nombre a una persona',
  'checkpoints go on knowing her, by the new name':
    'los puntos de control la siguen conociendo con el nuevo nombre',
  'Give all faces of one person to another': 'Dar todas las caras de una persona a otra',
  'who stays': 'quién se queda',
  'two entries of one person become one': 'dos entradas de una persona se vuelven una',
  'Find the faces of a person that are another’s': 'Encontrar las caras de una persona que son de otra',
  'lists the faces that look least like the others': 'lista las caras que menos se parecen a las demás',
  'gives them to somebody else': 'se las da a otra persona',
  'Say whose faces these are not': 'Decir de quién no son estas caras',
  'whose they are not': 'de quién no son',
  'this is not her': 'esta no es ella',
  'Leave faces of strangers alone': 'Dejar en paz las caras de desconocidos',
  'all faces of this person': 'todas las caras de esta persona',
  'do not ignore them any more': 'deja de ignorarlas',
  'two passers-by': 'dos transeúntes',
  'all faces of a person, who is left without any':
    'todas las caras de una persona, que se queda sin ninguna',
  'asked about again': 'se vuelve a preguntar por ella',
  'Take back the last change that was made on the command line':
    'Deshacer el último cambio hecho en la línea de órdenes',
  'and once more for the change before': 'y otra vez para el cambio anterior',
  'Write and take in libraries as ZIP files': 'Escribir e incorporar bibliotecas como archivos ZIP',
  'Write the library, or one person of it, as a ZIP':
    'Escribir la biblioteca, o una persona de ella, como ZIP',
  'only this person': 'solo esta persona',
  'in place of a file that is there': 'en lugar de un archivo existente',
  everybody: 'todas las personas',
  'her photos and faces alone': 'solo sus fotos y caras',
  'Write a backup of the library, and remove the oldest ones':
    'Escribir una copia de seguridad de la biblioteca y quitar las más antiguas',
  'how many backups of this library stay in the folder':
    'cuántas copias de esta biblioteca se quedan en la carpeta',
  'keeps the newest seven': 'conserva las siete más recientes',
  'for a timer that runs it every night': 'para un temporizador que lo ejecuta cada noche',
  'the library as it was': 'la biblioteca tal como estaba',
  'A ZIP with a name of its own: people, photos, faces and what was decided about them. It is read again before it counts. The folder must exist; a drive that is not connected is said. `facet zip in` takes a backup in, into an empty library or beside what is there.':
    'Un ZIP con nombre propio: personas, fotos, caras y lo que se decidió sobre ellas. Se vuelve a leer antes de darlo por bueno. La carpeta debe existir; si su unidad no está conectada, se avisa. `facet zip in` lee una copia, en una biblioteca vacía o junto a lo que ya hay.',
  'Take in a ZIP that Facet wrote': 'Incorporar un ZIP escrito por Facet',
  'adds its people to the library': 'añade sus personas a la biblioteca',
  'Learn the people in the library': 'Aprender las personas de la biblioteca',
  'which model looks at the faces, or several as one, a+b (default: duo; of text, projector and full: starter; of auto: every one here)':
    'qué modelo mira las caras, o varios como uno, a+b (por defecto: duo; con text, projector y full: starter; con auto: todos los de aquí)',
  'seed of everything random (default: 0)': 'semilla de todo lo aleatorio (por defecto: 0)',
  'share of strangers that may be given a name, such as 0.01 or 1%':
    'proporción de desconocidos que puede recibir un nombre, como 0.01 o 1%',
  'what is trained (default: head)': 'qué se entrena (por defecto: head)',
  "steps of training (default: the method's own)": 'pasos de entrenamiento (por defecto: los del método)',
  "peak learning rate (default: the method's own)": 'tasa de aprendizaje máxima (por defecto: la del método)',
  'auto: how long comparing may take (default: 10)':
    'auto: cuánto puede durar la comparación (por defecto: 10)',
  'go on with the training that was interrupted, given the same options':
    'continúa el entrenamiento interrumpido, con las mismas opciones',
  'learns with the built-in model': 'aprende con el modelo incluido',
  'tries what there is, says how each did, and takes the simplest of the best':
    'prueba lo que hay, dice cómo le fue a cada uno y toma el más simple de los mejores',
  "learns with OpenAI's CLIP, after facet models pull clip-rn50":
    'aprende con CLIP de OpenAI, tras facet models pull clip-rn50',
  'Name the faces in photos': 'Poner nombre a las caras de las fotos',
  'print comma-separated values, a row for each face':
    'imprime valores separados por comas, una fila por cara',
  'write copies with boxes and names drawn into this folder':
    'escribe en esta carpeta copias con recuadros y nombres dibujados',
  'how many candidates each face has (default: 1)': 'cuántos candidatos tiene cada cara (por defecto: 1)',
  'who is in the photo': 'quién está en la foto',
  'a row for each face in a folder of photos': 'una fila por cada cara de una carpeta de fotos',
  'writes a copy with boxes and names drawn': 'escribe una copia con recuadros y nombres dibujados',
  'stricter, and the three likeliest people of each face':
    'más exigente, y las tres personas más probables de cada cara',
  'Write the names of faces where other programs read them':
    'Escribir los nombres de las caras donde los leen otros programas',
  'only names that were given in the library; nothing is recognised':
    'solo nombres dados en la biblioteca; no se reconoce nada',
  'write copies with the names in them into this folder, by exiftool':
    'escribe en esta carpeta copias con los nombres dentro, con exiftool',
  'Say whether two photos show the same person': 'Decir si dos fotos muestran a la misma persona',
  'the encoder that compares them (default: the built-in one)':
    'el codificador que las compara (por defecto: el incluido)',
  'the same person?': '¿la misma persona?',
  'List what was learned so far, the newest first': 'Listar lo aprendido hasta ahora, lo más nuevo primero',
  'all checkpoints; the one in use has a star':
    'todos los puntos de control; el que está en uso lleva una estrella',
  'Name faces with this checkpoint from now on': 'Poner nombres con este punto de control a partir de ahora',
  'Erase a checkpoint': 'Borrar un punto de control',
  'with an ID of facet checkpoints': 'con un ID de facet checkpoints',
  'Hold two checkpoints against each other': 'Comparar dos puntos de control',
  'with two IDs of facet checkpoints': 'con dos ID de facet checkpoints',
  'Write a checkpoint as plain ONNX files': 'Escribir un punto de control como archivos ONNX',
  'Write photos, faces and names as a data set for training elsewhere':
    'Escribir fotos, caras y nombres como conjunto de datos para entrenar en otro sitio',
  'how it is laid out': 'cómo se organiza',
  'also faces that have no name, as Unknown': 'también caras sin nombre, como Unknown',
  'List, fetch and add face detectors, encoders and quality networks':
    'Listar, descargar y añadir detectores, codificadores y redes de calidad de caras',
  'List the models on this machine and those that can be fetched':
    'Listar los modelos de este equipo y los que se pueden descargar',
  'built-in, installed and available models with their licences':
    'modelos incluidos, instalados y disponibles, con sus licencias',
  'Fetch a model from the hub': 'Descargar un modelo del hub',
  'a file or folder that was fetched on another machine': 'un archivo o carpeta descargado en otro equipo',
  "fetches OpenAI's CLIP (408 MB)": 'descarga CLIP de OpenAI (408 MB)',
  'takes the files from a folder instead, without a network': 'toma los archivos de una carpeta, sin red',
  'Add a network of your own: .onnx, or CLIP weights as .safetensors':
    'Añadir una red propia: .onnx, o pesos de CLIP como .safetensors',
  'Share the people of a library with other machines':
    'Compartir las personas de una biblioteca con otros equipos',
  'Enrol the library’s people in a shared gallery':
    'Inscribir a las personas de la biblioteca en una galería compartida',
  'whom to enrol (default: everybody)': 'a quién inscribir (por defecto: a todos)',
  'Say what a shared gallery holds, and how old its copy here is':
    'Decir qué contiene una galería compartida y cuánto tiempo tiene su copia aquí',
  'Erase a person from a shared gallery': 'Borrar a una persona de una galería compartida',
  'Erase the copy of a shared gallery on this machine':
    'Borrar la copia de una galería compartida en este equipo',
  'Show Facet what strangers look like': 'Mostrar a Facet cómo son los desconocidos',
  'Learn what strangers look like from a folder of photos':
    'Aprender cómo son los desconocidos con una carpeta de fotos',
  'Measure how well the people in the library are recognised':
    'Medir lo bien que se reconoce a las personas de la biblioteca',
  'only this encoder (default: all that are on this machine)':
    'solo este codificador (por defecto: todos los de este equipo)',
  'write it as .html, .md or .json': 'lo escribe como .html, .md o .json',
  'rates with their intervals, every encoder side by side':
    'tasas con sus intervalos, todos los codificadores uno junto a otro',
  'a page with tables, plots and the photos that failed':
    'una página con tablas, gráficos y las fotos que fallaron',
  'Compare all systems on public photos': 'Comparar todos los sistemas con fotos públicas',
  'Make a page or a Markdown file of an evaluation':
    'Hacer una página o un archivo Markdown de una evaluación',
  'Check device, versions, models, library and disk':
    'Comprobar dispositivo, versiones, modelos, biblioteca y disco',
  'mend what can be mended: missing and damaged crops, copies and embeddings':
    'repara lo que se pueda: recortes, copias y embeddings que falten o estén dañados',
  'write a report to attach to an issue, without names and paths':
    'escribe un informe para adjuntar a una incidencia, sin nombres ni rutas',
  'says what is in order and what to do about the rest': 'dice qué está en orden y qué hacer con lo demás',
  'Print the licences of the software, fonts and models of others in Facet':
    'Mostrar las licencias de los programas, tipos de letra y modelos de otros en Facet',
  '{0} (choices: {1})': '{0} (opciones: {1})',
  'full: the first stage of the image tower that is trained':
    'full: la primera etapa de la torre de imagen que se entrena',
  "projector: what faces are drawn to, the means of people's faces or their prompts (default: means)":
    'projector: hacia qué se atraen las caras, las medias de las caras de cada persona o sus frases (por defecto: means)',
  'how far to go from the model before to the one after training (WiSE-FT)':
    'cuánto avanzar del modelo anterior al entrenado (WiSE-FT)',
  'trains the projection of starter, the built-in model for training, on the people in the library':
    'entrena la proyección de starter, el modelo incluido para entrenar, con las personas de la biblioteca',
  'trains the end of the image tower': 'entrena el final de la torre de imagen',
  'share of strangers that may be given a name, such as 0.01 or 1% (default: what was learned with)':
    'proporción de desconocidos que puede recibir un nombre, como 0.01 o 1% (por defecto: la del entrenamiento)',
  'look for the people of a shared gallery, such as postgres://USER@HOST/facet; the password comes from PGPASSWORD':
    'busca a las personas de una galería compartida, como postgres://USER@HOST/facet; la contraseña viene de PGPASSWORD',
  'looks for the people of a shared gallery': 'busca a las personas de una galería compartida',
  'writes holidays/1.jpg.xmp and so on': 'escribe holidays/1.jpg.xmp, etc.',
  'only names that you gave': 'solo nombres que diste tú',
  'writes named/party.tagged.jpg with the names in it':
    'escribe named/party.tagged.jpg con los nombres dentro',
  'by a face encoder of your own': 'con un codificador de caras propio',
  'goes back to an earlier checkpoint, with an ID of facet checkpoints':
    'vuelve a un punto de control anterior, con un ID de facet checkpoints',
  'the folder to write; it must be new, empty, or an earlier export':
    'la carpeta que se escribe; debe ser nueva, estar vacía o ser una exportación anterior',
  'the checkpoint in use, as files in a new folder':
    'el punto de control en uso, como archivos en una carpeta nueva',
  'writes crops/train/Ada Lovelace/….png': 'escribe crops/train/Ada Lovelace/….png',
  'faces without a name are Unknown': 'las caras sin nombre son Unknown',
  'the id that the model gets': 'el identificador que recibe el modelo',
  'what the network expects, where the id does not say':
    'qué espera la red, donde el identificador no lo dice',
  'the licence it comes under: an SPDX identifier or a sentence':
    'la licencia que tiene: un identificador SPDX o una frase',
  'of a CLIP, where no open_clip_config.json or config.json beside it says':
    'de un CLIP, donde no lo diga un open_clip_config.json o config.json a su lado',
  'side of the square input': 'lado de la entrada cuadrada',
  'order of the input': 'orden de la entrada',
  'order of the colours': 'orden de los colores',
  'subtracted from pixels of 0 to 255': 'se resta de los píxeles de 0 a 255',
  'what pixels are divided by after that': 'por lo que se dividen después los píxeles',
  'of a quality network: its answers to a useless face and to the best one':
    'de una red de calidad: sus respuestas a una cara inservible y a la mejor',
  "adds OpenCV's detector": 'añade el detector de OpenCV',
  'adds an encoder': 'añade un codificador',
  'differs from the preset': 'difiere del ajuste predefinido',
  'address of the gallery, such as postgres://USER@HOST/facet; the password comes from PGPASSWORD':
    'dirección de la galería, como postgres://USER@HOST/facet; la contraseña viene de PGPASSWORD',
  'everybody who was learned': 'todas las personas aprendidas',
  'him alone': 'solo a él',
  'server and copy': 'servidor y copia',
  'erases him there after asking': 'lo borra allí tras preguntar',
  'the copy here is gone': 'la copia de aquí desaparece',
  'which model looks at the faces, or several as one, a+b (default: duo)':
    'qué modelo mira las caras, o varios como uno, a+b (por defecto: duo)',
  'for a model that brings no cohort of its own': 'para un modelo que no trae cohorte propia',
  'what is measured': 'qué se mide',
  'a folder with one folder of photos a person, or with several such sets':
    'una carpeta con una carpeta de fotos por persona, o con varias colecciones así',
  'lfw: its pairs.txt': 'lfw: su pairs.txt',
  'lfw: look at every photo, not only at those in pairs':
    'lfw: mira todas las fotos, no solo las de los pares',
  'paper: people enrolled from each set (default: 10)':
    'paper: personas inscritas de cada colección (por defecto: 10)',
  'paper: photos that each is learned from (default: 5)':
    'paper: fotos con las que se aprende cada una (por defecto: 5)',
  'paper: strangers at most (default: 1000)': 'paper: desconocidos como máximo (por defecto: 1000)',
  'paper: share of strangers that may be given a name (default: 1%)':
    'paper: proporción de desconocidos que puede recibir un nombre (por defecto: 1%)',
  'paper: the comparison alone, no shots, prompts, damage and gallery sizes':
    'paper: solo la comparación, sin menos fotos, frases, daños ni tamaños de galería',
  'only these encoders or systems, separated by commas, a+b for two as one; both towers are trained only where it says so: ENCODER/full':
    'solo estos codificadores o sistemas, separados por comas, a+b para dos como uno; ambas torres se entrenan solo donde se pide: ENCODER/full',
  'write it as .json, .md or .html': 'lo escribe como .json, .md o .html',
  'the ten-fold accuracy of each encoder': 'la exactitud en diez particiones de cada codificador',
  'the paper’s experiment on every set of people in faces/':
    'el experimento del artículo con cada colección de personas de faces/',
  'the file to write: .html, .md or .json': 'el archivo que se escribe: .html, .md o .json',
  'the folder of the photos that were measured': 'la carpeta de las fotos que se midieron',
  'a page with tables and plots': 'una página con tablas y gráficos',
  'the same with its photos': 'la misma con sus fotos',
  'tables as text': 'tablas como texto',
  'writes what helps with an issue: versions, counts, crashes':
    'escribe lo que ayuda en una incidencia: versiones, recuentos, fallos',
  'mends crops, copies and caches first, and names what it cannot mend':
    'repara antes recortes, copias y cachés, y dice lo que no puede reparar',
  'the names first, then the licence of each': 'primero los nombres, después la licencia de cada uno',
  'With --person or --tree, faces get names; without, they wait for them. The library keeps copies; with --in-place the photos stay where they are, and it keeps a note of where: moved files are recognised when their folder is imported again, and nothing that is erased in Facet erases them. Folders are searched for photos, which are told by their content. The same photo twice counts once; what is not a photo is counted and named by kind. Libraries of Facet, previews and deleted files among the photos are left alone. A name that differs from a person’s only by case, an invisible character or a look-alike is that person’s. From digiKam and Immich come the photos in which they know people, with their boxes and names; what they do not confirm stays without a name. The API key of Immich is read from FACET_IMMICH_KEY or the keychain, and is not kept. An import that adds nothing says why; where none of the photos is in the library already, it ends with exit code 1.':
    'Con --person o --tree las caras reciben nombre; sin ellos lo esperan. La biblioteca guarda copias; con --in-place las fotos se quedan donde están y se anota dónde: los archivos movidos se reconocen al importar de nuevo su carpeta, y nada que se borre en Facet los borra. En las carpetas se buscan fotos por su contenido. La misma foto dos veces cuenta una; lo que no es una foto se cuenta y se nombra por tipo. Las bibliotecas de Facet, vistas previas y archivos borrados entre las fotos no se tocan. Un nombre que solo difiere en mayúsculas, un carácter invisible o uno parecido es el de la misma persona. De digiKam e Immich vienen las fotos en las que conocen a personas, con sus recuadros y nombres; lo que no confirman queda sin nombre. La clave API de Immich se lee de FACET_IMMICH_KEY o del llavero, y no se guarda. Una importación que no añade nada dice por qué; si tampoco hay ninguna de las fotos en la biblioteca, termina con el código de salida 1.',
  'Asks first on a terminal. Photos that show other people too are kept, without their file names. What was learned from the person stays in checkpoints unless --with-checkpoints erases these, too.':
    'En un terminal pregunta antes. Las fotos en las que salen también otras personas se conservan, sin sus nombres de archivo. Lo aprendido de la persona queda en los puntos de control, salvo que --with-checkpoints los borre también.',
  'Faces are named by id, of which 6 digits are enough where they are unambiguous.':
    'Las caras se indican por su identificador; bastan 6 dígitos si no son ambiguos.',
  'The first one is gone then. Where both are in one photo, the face of the first becomes nobody’s.':
    'La primera deja de existir. Donde ambas salen en una foto, la cara de la primera pasa a no ser de nadie.',
  'If the faces are two people’s, these are the smaller of the two groups in which they are most alike. Without --into they are listed, and nothing changes.':
    'Si las caras son de dos personas, estas son el menor de los dos grupos en que más se parecen. Sin --into se listan y nada cambia.',
  'Faces that were that person’s become nobody’s; Facet never gives them the name again, and learns from it. Faces are named by id, of which 6 digits are enough where they are unambiguous.':
    'Las caras que eran de esa persona pasan a no ser de nadie; Facet no vuelve a darles ese nombre, y aprende de ello. Las caras se indican por su identificador; bastan 6 dígitos si no son ambiguos.',
  'They are nobody’s, in no group, and no import gives them a name; their photos stay. Faces are named by id, of which 6 digits are enough where they are unambiguous. See which: facet faces --ignored':
    'No son de nadie, no están en ningún grupo y ninguna importación les da nombre; sus fotos se quedan. Las caras se indican por su identificador; bastan 6 dígitos si no son ambiguos. Para verlas: facet faces --ignored',
  'Write and take in libraries as ZIP files: people, photos and faces, without what was learned.':
    'Escribir e incorporar bibliotecas como archivos ZIP: personas, fotos y caras, sin lo aprendido.',
  'All of it is checked before any of it comes in. Who is there already gets the photos that they do not have.':
    'Todo se comprueba antes de que entre nada. Quien ya está recibe las fotos que le faltan.',
  'Makes a checkpoint and uses it from now on. Needs no options; the same seed gives the same checkpoint. The head is a classifier over the model as it is, and so are gda (linear discriminants) and proker (a kernel regression), which are solved in closed form; the other methods train the model itself: its text tower, the projection of its image tower, or both towers in full. What was interrupted goes on with --resume. With auto, every method of every encoder here is tried on parts of the library that it has not seen, and the simplest that none beats is taken. Several encoders joined by + look at every face and decide together, as fast as all of them one after another.':
    'Hace un punto de control y lo usa desde ahora. No necesita opciones; la misma semilla da el mismo punto de control. head es un clasificador sobre el modelo tal como es, y también gda (discriminantes lineales) y proker (una regresión de núcleo), que se resuelven de forma cerrada; los demás métodos entrenan el propio modelo: su torre de texto, la proyección de su torre de imagen o ambas torres enteras. Lo interrumpido sigue con --resume. Con auto se prueba cada método de cada codificador con partes de la biblioteca que no ha visto, y se toma el más simple al que ninguno supera. Varios codificadores unidos con + miran cada cara y deciden juntos, tan rápido como todos uno tras otro.',
  'Folders are searched for photos. Faces of people who are not in the library are Unknown; one that would be named if 3% of strangers might be is said to be perhaps somebody.':
    'En las carpetas se buscan fotos. Las caras de quien no está en la biblioteca son Desconocido; de una que recibiría nombre si pudiera recibirlo el 3% de los desconocidos se dice quién es quizá.',
  'Beside each photo with somebody in it, an XMP file gets the boxes and names of its faces, as the Metadata Working Group and Microsoft define them. The photos are not touched; what other programs wrote stays. A name that was given in the library counts; other faces are recognised, and such names are not taken for yours when the photo is imported. Written again, names that Facet wrote before are brought up to date.':
    'Junto a cada foto en la que hay alguien, un archivo XMP recibe los recuadros y nombres de sus caras, como los definen el Metadata Working Group y Microsoft. Las fotos no se tocan; lo que escribieron otros programas se queda. Cuenta el nombre dado en la biblioteca; las demás caras se reconocen, y esos nombres no se toman por tuyos al importar la foto. Al escribir de nuevo se ponen al día los nombres que escribió Facet.',
  'The largest face of each photo counts. The likelihood ratio says how much likelier the two faces are if they are one person’s than if they are two people’s: 1 says nothing, 100 is strong, 0.01 is as strong against it. Multiply it by the odds that you held before. Nobody has to be in the library; people there with two faces or more make it truer to your photos. Brothers, sisters and twins are more alike than the strangers whom it is measured by.':
    'Cuenta la cara más grande de cada foto. La razón de verosimilitud dice cuánto más probables son las dos caras si son de una persona que si son de dos: 1 no dice nada, 100 es fuerte, 0.01 es igual de fuerte en contra. Multiplícala por la probabilidad previa que le dabas. No hace falta que haya nadie en la biblioteca; las personas con dos caras o más la ajustan mejor a tus fotos. Los hermanos y gemelos se parecen más que los desconocidos con los que se mide.',
  'Also the one in use: then nobody is named until another one is used or made.':
    'También el que está en uso: entonces nadie recibe nombre hasta que se use o se haga otro.',
  'Says how each was made, which people and photos they share, how one descends from the other, and on the same faces, which neither has learned, how many answers differ and who is right.':
    'Dice cómo se hizo cada uno, qué personas y fotos comparten, cómo desciende uno del otro y, con las mismas caras, que ninguno ha aprendido, en cuántas respuestas difieren y cuál acierta.',
  'The image encoder, the text encoder where there is one, and the classifier, for any ONNX runtime, with a README of their inputs and an example that runs. The checkpoint in use where none is named.':
    'El codificador de imagen, el de texto si lo hay y el clasificador, para cualquier entorno de ONNX, con un README de sus entradas y un ejemplo que funciona. Sin indicar ninguno, el punto de control en uso.',
  'imagefolder: the aligned crops, in a folder for each person (torchvision, Hugging Face). huggingface: photos with boxes in metadata.jsonl. coco and fiftyone: photos with boxes in labels.json. Photos that are stored turned, or in a format that few programs read, are written upright as JPEG; the boxes are of the upright photo.':
    'imagefolder: los recortes alineados, una carpeta por persona (torchvision, Hugging Face). huggingface: fotos con recuadros en metadata.jsonl. coco y fiftyone: fotos con recuadros en labels.json. Las fotos guardadas giradas, o en un formato que pocos programas leen, se escriben derechas como JPEG; los recuadros son de la foto derecha.',
  'Checks its checksum. An interrupted download goes on where it stopped. FACET_HUB names a mirror of the hub, FACET_CATALOGUE a file with more models.':
    'Comprueba su suma de verificación. Una descarga interrumpida sigue donde quedó. FACET_HUB indica un espejo del hub; FACET_CATALOGUE, un archivo con más modelos.',
  'A preset says what the network expects: yunet and scrfd are detectors; arcface, sface, facenet, vggface and clip are encoders; ediffiqa rates the quality of faces. It is found from the id where the id begins with its name.':
    'Un ajuste predefinido dice qué espera la red: yunet y scrfd son detectores; arcface, sface, facenet, vggface y clip son codificadores; ediffiqa valora la calidad de las caras. Se deduce del identificador si empieza por su nombre.',
  'Share the people of a library with other machines, through a PostgreSQL server of your own. What is shared is names and prototypes, never photos. Nothing is sent anywhere unless you name a server.':
    'Compartir las personas de una biblioteca con otros equipos mediante un servidor PostgreSQL propio. Se comparten nombres y prototipos, nunca fotos. No se envía nada a ningún sitio si no indicas un servidor.',
  'Makes the gallery where the database has none. Somebody of the same name gets the new prototypes; nobody is erased. Takes the role facet_enroller there, and the database’s owner to make it.':
    'Crea la galería donde la base de datos no tiene ninguna. Quien tenga el mismo nombre recibe los prototipos nuevos; no se borra a nadie. Requiere allí el rol facet_enroller, y para crearla, el dueño de la base de datos.',
  'Deletes the name and the prototypes on the server; other machines that use the gallery forget them within seconds, or when they reach it next. Asks first on a terminal. The library here stays as it is: facet remove.':
    'Borra el nombre y los prototipos en el servidor; otros equipos que usan la galería los olvidan en segundos, o cuando vuelvan a alcanzarla. En un terminal pregunta antes. La biblioteca de aquí se queda como está: facet remove.',
  'It serves while the server is away, and is made again when the gallery is used next.':
    'Sirve mientras el servidor no está, y se hace de nuevo cuando se vuelva a usar la galería.',
  'Show Facet what strangers look like, so that it knows when to say Unknown.':
    'Mostrar a Facet cómo son los desconocidos, para que sepa cuándo decir Desconocido.',
  'The photos should show many different people, none of whom is in the library. Only the distribution of their embeddings is kept, nobody’s own. Some of them are looked at again as other cameras would have taken them, to learn how alike strangers of one place are. Copies of a photo count once.':
    'Las fotos deben mostrar a muchas personas distintas, ninguna de la biblioteca. Solo se conserva la distribución de sus embeddings, no el de nadie. Algunas se miran de nuevo como las habrían tomado otras cámaras, para aprender lo parecidos que son los desconocidos de un mismo lugar. Las copias de una foto cuentan una vez.',
  'Every encoder on this machine, and the checkpoint in use. Each face is named by a recogniser that was trained without it and its near-duplicates, on other days where days are known, and is a stranger to one that was trained without its person. Nothing in the library changes.':
    'Cada codificador de este equipo, y el punto de control en uso. A cada cara le pone nombre un reconocedor entrenado sin ella ni sus casi duplicadas, en otros días donde se conocen, y es desconocida para uno entrenado sin su persona. Nada cambia en la biblioteca.',
  'lfw: LFW’s ten-fold test of pairs. paper: a few people of each set are enrolled, their other photos and strangers are looked for, by image classification and by traditional face recognition. Every system on this machine takes part with its own crop and its own threshold, set on other people. What was seen is remembered: a second run is quick.':
    'lfw: la prueba de pares de LFW en diez particiones. paper: se inscriben unas pocas personas de cada colección y se buscan sus demás fotos y a desconocidos, con clasificación de imágenes y con reconocimiento facial tradicional. Cada sistema de este equipo participa con su recorte y su umbral, fijado con otras personas. Lo visto se recuerda: una segunda vez es rápida.',
  'Takes the JSON that facet evaluate or facet benchmark wrote. The page is one file that needs no network: tables, plots, and a threshold that moves them all. With --data it shows the photos too, small, and links to their files.':
    'Toma el JSON que escribió facet evaluate o facet benchmark. La página es un archivo que no necesita red: tablas, gráficos y un umbral que los mueve todos. Con --data muestra también las fotos, pequeñas, con enlaces a sus archivos.',
  'Reads every file of models and library and compares it with its checksum.':
    'Lee cada archivo de los modelos y de la biblioteca y lo compara con su suma de verificación.',
  'where networks run (default: FACET_DEVICE, else the first that answers as the processor does, and sooner)':
    'dónde se ejecutan las redes (por defecto: FACET_DEVICE, o el primero que responda como el procesador, y antes)',
  'digiKam’s database, digikam4.db': 'la base de datos de digiKam, digikam4.db',
  'digikam: where its collections lie, if elsewhere than it says':
    'digikam: dónde están sus colecciones, si no donde dice',
  'an Immich server, as in the browser': 'un servidor de Immich, como en el navegador',
  'immich: only photos of these people': 'immich: solo fotos de estas personas',
  'also read the short films of live and motion photos':
    'lee también los vídeos cortos de las fotos en movimiento',
  'photos of people whom digiKam knows': 'fotos de personas que digiKam conoce',
  'photos of people who have a name in Immich': 'fotos de personas que tienen nombre en Immich',
  'those who are hidden, instead of the others': 'las ocultas en lugar de las demás',
  'whom facet hide has hidden': 'a quién ocultó facet hide',
  'only faces of hidden people': 'solo caras de personas ocultas',
  'Add a face that was not found': 'Añadir una cara que no se encontró',
  'left, top, width and height in pixels': 'izquierda, arriba, ancho y alto en píxeles',
  'whose it is; made if there is nobody of that name': 'de quién es; se crea si nadie se llama así',
  'left, top, width and height': 'izquierda, arriba, ancho y alto',
  'Name a person nowhere, and keep them': 'No nombrar a una persona en ningún sitio, y conservarla',
  'show them again': 'las vuelve a mostrar',
  'she is Unknown on every screen': 'es desconocida en todas las pantallas',
  'she is named again': 'se la vuelve a nombrar',
  'Say when a person was born': 'Decir cuándo nació una persona',
  'year, month and day': 'año, mes y día',
  'Draws a box around it, in pixels of the photo upright. The photo is a file, which comes in where the library does not have it. Eyes, nose and mouth are looked for in the box; where there are none they are estimated, and the face is kept and not learned from.':
    'Dibuja un recuadro a su alrededor, en píxeles de la foto derecha. La foto es un archivo, que entra si la biblioteca no lo tiene. En el recuadro se buscan ojos, nariz y boca; si no los hay se estiman, y la cara se conserva, pero no se aprende de ella.',
  'Their faces stay and are learned, so that they are taken for nobody else; but they are in no list, and identify, cameras, reports, data sets, XMP files and shared galleries do not name them. See who is: facet people --hidden':
    'Sus caras se quedan y se aprenden, para que no se tomen por las de otra persona; pero no están en ninguna lista, y identify, cámaras, informes, conjuntos de datos, archivos XMP y galerías compartidas no las nombran. Mira quiénes son: facet people --hidden',
  'Their age is shown with photos that say when they were taken. Without a date it is forgotten.':
    'La edad se muestra con las fotos que dicen cuándo se tomaron. Sin fecha se olvida.',
  'Of rename, merge, split, assign, draw, deny, ignore, hide, born and delete, the last twenty. Erasing a person makes what came before final; so does deleting, which itself can be taken back for a day.':
    'De rename, merge, split, assign, draw, deny, ignore, hide, born y delete, los últimos veinte. Con remove y delete lo anterior queda definitivo; delete mismo puede deshacerse durante un día.',
  'learns with two encoders as one': 'aprende con dos codificadores como uno',
  'List the photos in the library': 'Mostrar las fotos de la biblioteca',
  'every photo, with the number of faces': 'todas las fotos, con el número de caras',
  'those whose faces were all deleted': 'aquellas cuyas caras se eliminaron todas',
  'only photos in which no face is left': 'solo fotos en las que no queda ninguna cara',
  'Delete faces, or whole photos': 'Eliminar caras o fotos enteras',
  'A face alone: its photo stays, also where no other face is left in it. With --photos, photos with every face in them; the file of one that stays in place is not touched. Both are named by id, of which 6 digits are enough where they are unambiguous.':
    'Una cara sola: su foto se queda, aunque no quede otra cara en ella. Con --photos, fotos con todas sus caras; el archivo de una foto que se queda en su lugar no se toca. Ambas se nombran por su identificador, del que bastan 6 dígitos si no son ambiguos.',
  'two faces of passers-by': 'dos caras de transeúntes',
  'a photo, and everybody in it': 'una foto y todos los que están en ella',
  'and it is back': 'y vuelve a estar',
  'the ids are photos’': 'los identificadores son de fotos',
  'wait while this machine runs on battery, and go on when it does not (Linux)':
    'espera mientras este equipo funcione con batería y sigue cuando deje de hacerlo (Linux)',
};
