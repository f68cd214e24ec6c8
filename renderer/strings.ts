// Every word that the window says, in one place: a translation is another object of this shape.
import type { Change, Direction, FinetuneMethod, PairedAnswers, PersonWarning } from '../preload/window.ts';

const count = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en')} ${n === 1 ? one : many}`;

export const strings = {
  application: 'Facet',
  cancel: 'Cancel',
  close: 'Close',
  again: 'Try again',
  done: 'Done',
  save: 'Save',
  undo: 'Undo',
  undone: (change: Change): string => {
    const what = (): string => {
      switch (change.kind) {
        case 'added':
          return `${change.name} added`;
        case 'changed':
          return `${change.name} changed`;
        case 'imported':
          return change.name === null ? 'photos added' : `photos of ${change.name} added`;
        case 'merged':
          return `${change.name} merged into ${change.into}`;
        case 'moved':
          return `${count(change.faces, 'face')} moved`;
        case 'deleted':
          return `${count(change.faces, 'face')} deleted`;
        case 'ignored':
          return `${count(change.faces, 'face')} as before`;
        case 'denied':
          return `${count(change.faces, 'face')} not ${change.name}`;
        case 'right':
          return `“${change.name}” was right`;
        case 'wrong':
          return `“${change.name}” was wrong`;
        default:
          return change satisfies never;
      }
    };
    return `Undone: ${what()}`;
  },
  nothingToUndo: 'There is nothing to undo.',
  unknown: 'Unknown',
  perhaps: (name: string, confidence: number) => `perhaps ${name} (${(confidence * 100).toFixed(0)}%)`,
  percent: (share: number, digits = 0) => `${(share * 100).toFixed(digits)}%`,
  faces: (n: number) => count(n, 'face'),
  photos: (n: number) => count(n, 'photo'),
  people: (n: number) => count(n, 'person', 'people'),
  /** Encoders by their ids, as people say them; what the user added is called as the user called it. */
  encoder: (id: string): string => {
    const named: Record<string, string> = { starter: 'Built-in model', 'clip-rn50': 'CLIP-RN50' };
    return named[id] ?? id;
  },
  engineDied: 'The recognition engine stopped. Facet restarts it with the next photo; nothing is lost.',
  engineRestarted: 'The recognition engine is running again.',
  engineFailed: 'The recognition engine cannot be started.',
  bug: 'Something went wrong in the window. What was stored is safe.',
  unreadable: {
    message: 'The file can no longer be read.',
    advice: 'It was moved, changed or deleted after you chose it. Choose it again.',
  },
  tooLarge: {
    message: 'The file is larger than 200 MB.',
    advice: 'Save the photo as a smaller JPEG and choose that.',
  },

  line: {
    lost: {
      message: 'Facet is not responding',
      advice:
        'Its server ended or is busy. Nothing that was stored is lost. Start Facet again and open the address that it prints.',
    },
    refused: {
      message: 'This address is not valid',
      advice:
        'Facet or the browser was started again since. Open the last address in the terminal in which Facet runs, or start it anew with npm start -- --web.',
    },
  },

  navigation: {
    label: 'Screens',
    people: 'People',
    import: 'Import',
    unnamed: 'Unnamed',
    capture: 'Capture',
    finetune: 'Finetune',
    identify: 'Identify',
    evaluate: 'Evaluate',
    settings: 'Models & settings',
  },

  directions: {
    front: 'Front',
    left: 'Left',
    right: 'Right',
    up: 'Up',
    down: 'Down',
  } satisfies Record<Direction, string>,

  peopleScreen: {
    title: 'People',
    lead: 'A few photos from several sides are enough.',
    add: 'Add person',
    addTitle: 'Add a person',
    name: 'Name',
    namePlaceholder: 'Such as Ada Lovelace',
    emptyTitle: 'Nobody here yet',
    emptyText: 'Drop photos or a folder of folders, one per person, or let the camera guide you.',
    emptyImport: 'Import photos',
    emptyCapture: 'Use the camera',
    search: 'Find a person',
    noMatch: (query: string) => `Nobody is called “${query}”.`,
    order: 'Order',
    byName: 'By name',
    byMost: 'Most faces first',
    byFewest: 'Fewest faces first',
    same: {
      title: 'Two people who look the same',
      question: (a: string, b: string) => `${a} and ${b} look the same. Are they one person?`,
      merge: (name: string) => `Merge as ${name}`,
      two: 'Two people',
      apart: (a: string, b: string) => `Remembered: ${a} and ${b} are two people`,
    },
    menu: (name: string) => `Actions for ${name}`,
    rename: 'Rename',
    renameTitle: (name: string) => `Rename ${name}`,
    merge: 'Merge into …',
    mergeTitle: (name: string) => `Merge ${name} into somebody`,
    mergeText: (name: string) =>
      `All faces of ${name} move to the person that you choose. You can undo this.`,
    mergeInto: 'Merge into',
    merged: (from: string, into: string) => `${from} is now part of ${into}`,
    split: 'Split …',
    remove: 'Remove …',
    removeTitle: (name: string) => `Remove ${name}?`,
    removeText: (photos: string) =>
      `This erases ${photos}, every crop and every embedding from this machine. This cannot be undone.`,
    removeKnown: (n: number) =>
      `${count(n, 'checkpoint')} still ${n === 1 ? 'knows' : 'know'} this person. Finetune again afterwards, and the new checkpoint will not.`,
    knownBy: 'Checkpoints that still know this person',
    removeCheckpoints: 'Erase these checkpoints as well',
    removeConfirm: 'Erase',
    removed: (name: string) => `${name} was erased`,
    retrain: 'Finetune now',
    consent: 'Consent note',
    consentText: 'Who agreed to be recognised, and when. It stays beside the photos.',
    capture: 'Capture with camera',
    export: 'Export as ZIP …',
    exportTitle: (name: string) => `Export ${name} as ZIP`,
    exported: (name: string) => `${name} was exported`,
    quality: 'Quality',
    warnings: (warning: PersonWarning): string => {
      switch (warning.kind) {
        case 'too-few':
          return `Only ${count(warning.faces, 'face')}: add more`;
        case 'too-similar':
          return `${count(warning.faces, 'face')} nearly alike`;
        case 'one-session':
          return 'All from one day';
        case 'weak':
          return `${count(warning.faces, 'face')} blurred, dark or small`;
        case 'doubtful':
          return `${count(warning.faces, 'face')} may be wrong`;
        default:
          return warning satisfies never;
      }
    },
    covered: (n: number) => `${n} of 5 directions covered`,
  },

  person: {
    back: 'All people',
    emptyTitle: 'No faces yet',
    emptyText: 'Import photos of this person or capture them with the camera.',
    pose: 'Direction',
    anyPose: 'Any direction',
    quality: 'Quality',
    date: 'Date',
    anyDate: 'Any date',
    undated: 'Without a date',
    anyQuality: 'Any quality',
    lowQuality: 'Weak only',
    highQuality: 'Good only',
    order: 'Order',
    byDate: 'Newest first',
    byDoubt: 'Most doubtful first',
    byGroup: 'Duplicates together',
    noMatch: 'No face passes this filter.',
    selected: (n: number) => `${n} selected`,
    move: 'Move to …',
    moveTitle: (n: number) => `Move ${count(n, 'face')}`,
    moveText: 'Choose a person, or type a new name.',
    splitTitle: (name: string) => `Split ${name}`,
    splitText: (n: number) =>
      `If these are two people, ${n === 1 ? 'this face is' : `these ${n} faces are`} the other one’s. Whose? Cancel to change the selection first.`,
    splitting: 'Looking for faces that may be somebody else’s …',
    chosenFaces: 'Faces to move',
    moreFaces: (n: number) => `and ${n} more`,
    moved: (n: number, name: string) => `${count(n, 'face')} moved to ${name}`,
    remove: 'Delete',
    removed: (n: number) => `${count(n, 'face')} deleted`,
    deny: 'Not this person',
    denied: (n: number, name: string) => `${count(n, 'face')} will not be taken for ${name} again`,
    clear: 'Clear selection',
    faceNumber: (n: number) => `Face ${n}`,
    qualityOf: (share: string) => `Quality ${share}`,
    face: (n: number, direction: string, quality: string) => `Face ${n}: ${direction} ${quality}`,
    duplicate: 'Near-duplicate',
    doubtful: 'May be somebody else',
    keys: [
      ['Space', 'select'],
      ['Enter', 'show photo'],
      ['M', 'move'],
      ['N', 'not this person'],
      ['Del', 'delete'],
    ],
    original: (name: string) => `Original photo ${name}`,
    grid: (name: string) => `Faces of ${name}`,
    dropHint: (name: string) => `Drop to give to ${name}`,
    others: 'Drag faces onto a person',
  },

  importScreen: {
    title: 'Import',
    lead: 'Photos stay on this machine; originals are copied byte for byte.',
    drop: 'Drop photos or folders here',
    paste: 'or paste with Ctrl+V',
    choosePhotos: 'Choose photos …',
    chooseFolder: 'Choose folder …',
    whose: 'Whose faces are these?',
    nobody: 'Find out later (Unnamed)',
    tree: 'Folder names are people’s names',
    person: 'One person:',
    running: 'Importing',
    finished: (photos: number, faces: number) =>
      `${count(photos, 'photo')} and ${count(faces, 'face')} added`,
    nothing: 'Nothing was added',
    rest: 'Import the rest',
    duplicates: (n: number) => `${count(n, 'photo')} already here`,
    nearDuplicates: (n: number) => `${count(n, 'photo')} nearly like another`,
    elsewhere: (n: number) => `${count(n, 'photo')} known under another name`,
    undecided: (n: number) => `${count(n, 'group photo')} left in Unnamed`,
    unassigned: (n: number) => `${count(n, 'face')} in Unnamed`,
    skipped: (n: number) => `${count(n, 'file')} skipped`,
    leftOut: (ending: string, n: number) =>
      ending === ''
        ? `${count(n, 'file')} without an ending ${n === 1 ? 'is not a photo' : 'are not photos'}`
        : `${count(n, `${ending} file`)} ${n === 1 ? 'is not a photo' : 'are not photos'}`,
    hidden: (n: number) => `${count(n, 'hidden file')} left out`,
    closedFolder: (path: string, why: string, n: number) => `${path}: ${why}, ${count(n, 'file')} left out`,
    sameAs: (name: string, person: string) => `“${name}” was taken for ${person}`,
    tags: (source: string, named: number, unmatched: number) =>
      `${source}: ${count(named, 'face')} named${unmatched > 0 ? `, ${count(unmatched, 'region')} without a face` : ''}`,
    questioned: (names: readonly string[]) =>
      names.length === 1 ? `Is “${names[0]}” a person?` : 'Are these people?',
    questionedWhy: 'Albums have such names, so their photos were not imported.',
    accept: (n: number) => (n === 1 ? 'Yes, import as a person' : 'Yes, import as people'),
    nameThem: 'Name them',
    reasons: 'Skipped files',
    another: 'Import more',
    needsName: 'Type the person’s name first.',
  },

  unnamed: {
    title: 'Unnamed',
    lead: 'Faces without a name, grouped by similarity. Press Enter to accept a name.',
    emptyTitle: 'Everybody has a name',
    emptyText:
      'Faces of group photos and of imports without a name gather here. Import more photos to find some.',
    failedTitle: 'The faces could not be grouped',
    failedText: 'They are safe; only grouping them failed.',
    groupLabel: (at: number, n: number) => `Group ${at}: ${count(n, 'face')}`,
    nameLabel: 'Name of this group',
    placeholder: 'Who is this?',
    suggestion: (name: string, confidence: string) => `Perhaps ${name} (${confidence})`,
    noSuggestion: 'No similar person found.',
    accept: 'Give this name',
    deny: (name: string) => `Not ${name}`,
    delete: 'Delete these faces',
    ignore: 'Ignore these faces: they are not asked about again, and their photos stay',
    ignored: (n: number) => `${count(n, 'face')} ignored`,
    ignoredTitle: 'Ignored faces',
    ignoredText: 'Facet does not ask about these faces. Choose one to have it asked about again.',
    showIgnored: (n: number) => `Ignored: ${n} …`,
    askAgain: (at: number, photo: string) => `Ask again about face ${at}, ${photo}`,
    askedAgain: 'The face is asked about again',
    gathering: 'Grouping faces by similarity',
    more: (groups: number) => `Show more: ${count(groups, 'group')} left`,
    named: (n: number, name: string) => `${count(n, 'face')} given to ${name}`,
  },

  capture: {
    title: 'Capture',
    lead: 'Look where the ring asks; Facet takes the photo when your face is sharp.',
    whom: 'Who is in front of the camera?',
    start: 'Start camera',
    stop: 'Stop',
    camera: 'Camera',
    shutter: 'Take photo',
    guided: 'Guide me',
    ask: {
      front: 'Look straight at the camera',
      // The names of directions are the picture's; people turn by their own left and right.
      left: 'Turn your head to your right',
      right: 'Turn your head to your left',
      up: 'Lift your chin',
      down: 'Lower your chin',
    } satisfies Record<Direction, string>,
    /** Where the head is turned, by the person's own left and right, as `ask` says it. */
    turned: {
      front: 'Straight',
      left: 'To your right',
      right: 'To your left',
      up: 'Up',
      down: 'Down',
    } satisfies Record<Direction, string>,
    offText: 'The camera asks for a few directions and takes each photo by itself.',
    nobody: 'No face in sight',
    several: 'Only one person, please',
    unsharp: 'Come closer and hold still',
    hold: 'Hold still …',
    complete: 'All five directions are covered',
    taken: (n: number) => `${count(n, 'photo')} taken`,
    kept: (direction: string) => `Kept: ${direction}`,
    needsName: 'Type a name to begin.',
    settleName: 'Press Enter when the name is complete',
    live: 'Live camera picture',
  },

  camera: {
    refused: 'Camera access is denied',
    revoked: 'Camera access was revoked',
    refusedAdvice: {
      window: 'Allow the camera for this application in the system’s settings, then start it again.',
      web: 'Allow the camera for this page in the browser, beside its address, then start it again.',
    },
    missing: 'No camera was found',
    missingAdvice: 'Connect a camera, then start it again.',
    gone: 'The camera disappeared',
    goneAdvice: 'Connect it again, or choose another one.',
    still: 'The camera gives no picture',
    stillAdvice: 'It goes on by itself when there is one. If it does not, connect the camera again.',
    busy: 'The camera is in use',
    busyAdvice: 'Close the other application that uses it, then start it again.',
    again: 'Start again',
  },

  finetune: {
    title: 'Finetune',
    lead: 'Teaches Facet the people in your library.',
    start: 'Finetune',
    details: 'Encoder, method, seed',
    encoder: 'Encoder',
    method: 'Method',
    methods: {
      head: 'Classifier over frozen features',
      text: 'Text encoder (the paper’s)',
      projector: 'Visual projection',
      full: 'Both encoders, end to end',
      auto: 'Automatic: try them all',
    } satisfies Record<FinetuneMethod | 'auto', string>,
    methodNames: {
      head: 'Classifier',
      text: 'Text encoder',
      projector: 'Visual projection',
      full: 'Both encoders',
    } satisfies Record<FinetuneMethod, string>,
    autoText: 'Every method of every encoder on this machine, for ten minutes at most.',
    choice: 'Why this method',
    choiceTable: 'Methods tried',
    choiceTried: (faces: number, folds: number) =>
      `Tried on ${count(faces, 'face')} that each method had not seen, in ${count(folds, 'fold')}.`,
    choiceMethod: 'Method',
    choiceFirst: 'Best guess right',
    choiceNamed: 'Named right',
    choiceStrangers: 'Strangers named',
    choiceTime: 'Time',
    choiceSeconds: (seconds: number) => `${seconds.toFixed(1)} s`,
    choiceTaken: 'taken',
    seed: 'Seed',
    seedHint: '0',
    seedWrong: 'A whole number, or nothing.',
    needsTitle: 'Nobody to learn yet',
    needs: 'Import photos of at least one person first, or let the camera take them.',
    running: 'Finetuning',
    willLearn: 'What will be learned',
    willLearnText: (people: string, faces: string) =>
      `${people} by ${faces}. Some faces are held out to see how often names are right.`,
    weak: 'Too few photos',
    weakText: 'One photo is enough to begin; three from different sides are much better.',
    addPhotos: (name: string) => `Add photos of ${name}`,
    andMore: (n: number) => `and ${count(n, 'other')}`,
    allEnough: 'Everybody has enough photos.',
    hint: 'Learning takes seconds with the usual method. You can go on working meanwhile.',
    cancelled: 'Cancelled; the active checkpoint is unchanged.',
    interrupted: 'Finetuning was interrupted. Progress was saved.',
    goOn: 'Resume',
    timeLeft: (text: string) => `${text} left`,
    lossCurve: 'Loss by step',
    stopped: 'Training stopped early.',
    result: 'Named right on held-out faces',
    interval: (low: string, high: string) => `95% interval ${low} to ${high}`,
    change: (points: string) => `${points} points against the checkpoint before`,
    noChange: 'The checkpoint before has no held-out figure to compare with.',
    firstOne: 'The first checkpoint',
    noHeldOut: 'Nobody has two different photos, so nothing could be held out.',
    use: 'Use',
    erase: (when: string) => `Delete the checkpoint of ${when}`,
    eraseTitle: 'Delete this checkpoint?',
    eraseText: (when: string, encoder: string) =>
      `The checkpoint of ${when} (${encoder}) is deleted. This cannot be undone; photos stay.`,
    eraseConfirm: 'Delete',
    goBack: 'Go back to the one before',
    active: 'In use',
    checkpoints: 'Checkpoints',
    none: 'No checkpoint yet: press Finetune.',
    inUse: 'This checkpoint names faces now',
    trainedOn: (people: string, faces: string) => `${people}, ${faces}`,
  },

  identify: {
    title: 'Identify',
    lead: 'Names on the live camera, on photos and on folders.',
    live: 'Camera',
    photos: 'Photos',
    start: 'Start camera',
    stop: 'Stop',
    needs: 'There is no checkpoint yet.',
    needsText: 'Import photos and finetune once; then faces get their names here.',
    toFinetune: 'Go to Finetune',
    log: 'Sightings',
    logEmpty: 'Faces that are seen appear here.',
    export: 'Export CSV',
    annotate: 'Save annotated …',
    tag: 'Write names beside photos …',
    tagText:
      'Beside each photo with somebody in it, an XMP file gets the names and boxes of its faces, for other photo applications. The photos are not touched, and what other programs wrote stays.',
    tagAct: 'Write names',
    tagged: (written: number, photos: number) =>
      written === 0
        ? `The files beside ${count(photos, 'photo')} say so already`
        : `Names were written beside ${count(written, 'photo')}`,
    untagged: (n: number) => `${count(n, 'photo')} could not be given names`,
    naming: 'Naming the faces',
    annotating: 'Writing annotated copies',
    tagging: 'Writing names',
    confirm: 'Right',
    giveName: 'Give a name',
    wasRight: 'Right',
    wasWrong: 'Wrong',
    confirmKey: 'Y',
    deny: 'Not this person',
    denyKey: 'N',
    confirmed: (name: string) => `Remembered as ${name}`,
    denied: (name: string) => `Remembered: not ${name}`,
    rate: (fps: number) => `${fps.toFixed(0)} a second`,
    strictness: 'How strict',
    strictnessOf: {
      live: 'Share of strangers that may get a name on this camera',
      photos: 'Share of strangers that may get a name or a suggestion on photos; above 1% it is a suggestion',
    },
    fixed: 'An older Facet made this checkpoint: its threshold stays until you finetune again.',
    drop: 'Drop photos or folders to name the faces',
    again: 'Name more photos',
    failed: 'Could not be read',
    noFace: 'No face found',
    saved: (n: number, folder: string) => `${count(n, 'annotated photo')} saved in ${folder}`,
  },

  evaluate: {
    title: 'Evaluate',
    lead: 'How often names are right here, and how often strangers get one.',
    library: 'Evaluate my library',
    again: 'Evaluate again',
    libraryText:
      'Every encoder on this machine, side by side. Each face is named by a recogniser trained without it, and tried as a stranger on one trained without its person. Your library does not change.',
    paper: 'The paper’s experiment …',
    paperText:
      'Ten people of each set of photos in the folder are enrolled from a few photos. Every system on this machine then searches for their other photos and for strangers.',
    paperFolder: 'Folder with a folder of photos for each person, or several such sets',
    run: 'Run',
    running: 'Evaluating',
    cancelled: 'Cancelled; nothing was measured.',
    needs: 'Import photos of at least two people first, two photos or more of one of them.',
    export: 'Export …',
    exportText: 'A page that needs no network (.html), tables as text (.md), or all numbers (.json).',
    exportPath: 'File, ending in .html, .md or .json',
    exported: (file: string) => `${file} was written`,
  },

  welcome: {
    title: 'Welcome to Facet',
    lead: 'Facet learns to recognise people from a few photos each, and then names the faces in new photos and on camera.',
    does: [
      'Everything happens on this machine: photos, faces and names never leave it.',
      'A stranger stays Unknown: Facet gives a name only when it is sure.',
      'You see what it learned from, and can erase anyone for good.',
    ],
    doesNot: [
      'Ask for an account, use a cloud, or report what you do.',
      'Guess age, gender, mood or origin.',
      'Serve surveillance, or decide about people.',
    ],
    doesTitle: 'What it does',
    doesNotTitle: 'What it does not do',
    library: 'Your library',
    libraryText: 'A plain folder that you can read, copy and back up.',
    libraryMove: 'Models & settings lets you keep it elsewhere.',
    model: 'The model',
    begin: 'Begin',
    agree: 'I will ask people before I teach Facet their faces.',
    agreeFirst: 'Tick the box to begin.',
  },

  upgrade: {
    offer:
      'A built-in model works at once. CLIP-RN50, the paper’s model, can be downloaded now (408 MB); Facet then finetunes with it in the background.',
    fetch: 'Download CLIP-RN50',
    fetching: 'Downloading CLIP-RN50',
    fetched: 'CLIP-RN50 is installed; its checksum is verified.',
    meanwhile: 'You can go on working: the built-in model is used meanwhile.',
    interrupted: 'The download of CLIP-RN50 was interrupted.',
    kept: 'The part that was downloaded is kept.',
    goOn: 'Resume',
    notNow: 'Not now',
    waiting: 'After your first finetune it learns the same people, and you see both results side by side.',
    learning: 'CLIP-RN50 is learning your people',
    learned: 'CLIP-RN50 has learned your people: choose which model to use.',
    compare: 'Compare',
    paired: (
      { faces, bothRight, onlyARight, onlyBRight, bothWrong }: PairedAnswers,
      [a = '', b = '']: readonly string[],
    ) =>
      `On the same ${count(faces, 'held-out face')}: both right on ${bothRight}, only ${a} on ${onlyARight}, only ${b} on ${onlyBRight}, neither on ${bothWrong}.`,
    hint: {
      none: '',
      fetching: 'Downloading CLIP-RN50',
      interrupted: 'CLIP-RN50 interrupted',
      waiting: 'CLIP-RN50 is installed',
      learning: 'CLIP-RN50 is learning',
      compared: 'Compare CLIP-RN50',
    },
  },

  zip: {
    exporting: 'Exporting as a ZIP',
    importing: 'Importing the ZIP',
    replaceTitle: 'Replace the file?',
    replaceText: (file: string) => `${file} exists already; its content would be lost.`,
    replace: 'Replace',
  },

  settings: {
    title: 'Models & settings',
    lead: 'What recognises faces here, and how strict it is.',
    models: 'Models',
    encoder: 'Encoder',
    detector: 'Detector',
    builtIn: 'Built in',
    installed: 'Installed',
    damaged: 'Damaged',
    download: 'Download',
    addFile: 'Add a file …',
    addTitle: 'Add a model file',
    addId: 'Name of the model',
    addPath: 'Path of the file',
    add: 'Add',
    added: (id: string) => `${id} was added`,
    useNext: 'Used by the next finetune',
    useForFinetune: 'Use for finetuning',
    device: 'Device',
    devices: {
      cuda: 'Networks run on an NVIDIA card (CUDA).',
      cpu: 'Networks run on the processor. An NVIDIA card with CUDA 12 and cuDNN 9 would be faster; none can be used here.',
    },
    notCuda: 'What the system says',
    library: 'Library',
    folder: 'Folder',
    openFolder: 'Open folder',
    otherLibrary: 'Another library …',
    otherLibraryTitle: 'Another library',
    otherLibraryText: {
      window:
        'A library in that folder is opened; where there is none, a new one begins. The one that is open now stays as it is. Facet starts again.',
      web: 'A library in that folder is opened when Facet is started again; where there is none, a new one begins. The one that is open now stays as it is.',
    },
    otherLibraryPath: 'Path of the folder',
    useLibrary: 'Use this folder',
    libraryIsOpen: 'That library is open',
    libraryNext: (folder: string) => `Restart Facet to open ${folder}`,
    libraryNamed: 'This folder was set when Facet started, by --library or FACET_LIBRARY.',
    exportLibrary: 'Export as ZIP …',
    importLibrary: 'Import a ZIP …',
    exportPath: 'Path of the ZIP file',
    export: 'Export',
    import: 'Import',
    exported: 'The library was exported',
    imported: (people: number, photos: number) =>
      `${count(people, 'person', 'people')} and ${count(photos, 'photo')} imported`,
    strictness: 'Strangers that may be given a name',
    strictnessText:
      'The false-positive identification rate that the next finetune calibrates for, among the public at large. Among strangers from your own surroundings one gallery may be off by a factor: 10 with 2 people, 4 with 5, 2 with 10 and more. Lower is stricter. Identify has a slider of its own, for photos and for each camera.',
    faces: 'Faces in photos',
    facesText: 'What the next photos are searched for. Photos that are in the library stay as they are.',
    which: 'Looked for',
    modes: { all: 'All faces', large: 'Large faces only' },
    smallest: 'Smallest face',
    smallestFaces: {
      auto: 'By the photo: 2.5% of its short side, 16 to 40 pixels',
      pixels: (pixels: number) => `${pixels} pixels wide`,
    },
    appearance: 'Appearance',
    theme: 'Theme',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    statement:
      'CLIP’s model card says that face recognition and surveillance are always out of scope for the published model, “regardless of performance of the model”, and that deployed uses need thorough in-domain testing. Facet is for people who agreed to be recognised, in your own photos, on your own machine. Names are suggestions: do not rest a decision about a person on them.',
    statementTitle: 'What this is not for',
    about: 'About',
    version: (version: string) => `Facet ${version}`,
    notices: 'Third-party notices …',
    noticesTitle: 'Third-party notices',
    noticesText: 'Software, fonts and models of others that Facet is made with, and their licences.',
  },
} as const;
