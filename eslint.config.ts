// The linter. Besides the usual rules it holds the architecture: which layer may import from which
// (docs/architecture.md), and which one file may touch each foreign library.
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import js from '@eslint/js';
import boundaries from 'eslint-plugin-boundaries';
import type { Linter, Rule } from 'eslint';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** Layers in the order in which they are matched: the first pattern that fits names the layer. */
const layers = [
  { type: 'recipe', pattern: 'models/*.build.ts', mode: 'full' },
  {
    type: 'geometry',
    pattern: 'models/{image/{geometry,boxes,labelPlaces},films/scenes,frameMessage}.ts',
    mode: 'full',
  },
  { type: 'language', pattern: 'models/language/**/*', mode: 'full' },
  { type: 'models', pattern: 'models/**/*', mode: 'full' },
  { type: 'contract', pattern: 'preload/{contract,window}{.ts,/**}', mode: 'full' },
  { type: 'preload', pattern: 'preload/**/*', mode: 'full' },
  { type: 'engine-interface', pattern: 'main/engine/engine.ts', mode: 'full' },
  { type: 'engine', pattern: 'main/engine/**/*', mode: 'full' },
  { type: 'files', pattern: 'main/files/**/*', mode: 'full' },
  { type: 'images', pattern: 'main/images/**/*', mode: 'full' },
  { type: 'metadata', pattern: 'main/metadata/**/*', mode: 'full' },
  {
    type: 'library-interface',
    pattern: 'main/library/{library,people,photos,checkpoints,embeddings}.ts',
    mode: 'full',
  },
  { type: 'library', pattern: 'main/library/**/*', mode: 'full' },
  { type: 'gallery-interface', pattern: 'main/gallery/{gallery,calibration}.ts', mode: 'full' },
  { type: 'gallery', pattern: 'main/gallery/**/*', mode: 'full' },
  { type: 'registry', pattern: 'main/registry/**/*', mode: 'full' },
  { type: 'work', pattern: 'main/work/**/*', mode: 'full' },
  { type: 'jobs', pattern: 'main/jobs/**/*', mode: 'full' },
  { type: 'window', pattern: 'main/window/**/*', mode: 'full' },
  { type: 'shells', pattern: 'main/shells/**/*', mode: 'full' },
  { type: 'application', pattern: 'main/{*,commands/**/*}', mode: 'full' },
  { type: 'turns', pattern: 'renderer/turns/**/*', mode: 'full' },
  { type: 'report', pattern: 'renderer/report/**/*', mode: 'full' },
  { type: 'renderer', pattern: 'renderer/**/*', mode: 'full' },
  { type: 'test', pattern: 'test/**/*', mode: 'full' },
] as const;

type Layer = (typeof layers)[number]['type'];

/** What every layer may import: points and boxes, and how languages write. */
const everywhere: readonly Layer[] = ['geometry', 'language'];

/** All that the application is made of. */
const below: readonly Layer[] = [
  'models',
  'contract',
  'engine-interface',
  'engine',
  'library-interface',
  'library',
  'gallery-interface',
  'gallery',
  'registry',
  'files',
  'images',
  'work',
  'jobs',
];

/** The import arrows. Every layer may also import itself, and what is for everywhere. */
const arrows: Record<Layer, readonly Layer[]> = {
  geometry: [],
  language: [],
  models: [],
  recipe: ['models'],
  contract: ['models'],
  preload: ['contract', 'models'],
  'engine-interface': ['models'],
  files: ['models'],
  images: ['models', 'files'],
  metadata: ['models', 'files', 'images'],
  engine: ['models', 'engine-interface', 'images', 'files', 'work'],
  'library-interface': ['models', 'contract'],
  library: ['models', 'contract', 'library-interface', 'files', 'work'],
  'gallery-interface': ['models'],
  gallery: ['models', 'gallery-interface', 'files'],
  registry: ['models', 'contract', 'files'],
  work: ['models', 'files', 'engine-interface'],
  jobs: [
    'models',
    'contract',
    'engine-interface',
    'library-interface',
    'gallery-interface',
    'images',
    'files',
    'metadata',
    'work',
  ],
  application: below,
  window: [...below, 'application'],
  shells: [...below, 'application', 'window'],
  turns: [],
  // Plots move with the threshold: the mathematics comes to the page.
  report: ['models', 'contract', 'turns'],
  renderer: ['contract', 'report', 'turns'],
  test: layers.map(({ type }) => type),
};

/** One foreign library, one owner: the only files that may import the package. */
const owners: Record<string, readonly string[]> = {
  // Its telemetry is turned off before it loads.
  'onnxruntime-node': ['main/engine/onnxRuntime.ts'],
  sharp: ['main/images/**'],
  pg: ['main/gallery/postgres/**'],
  lowdb: ['main/library/**'],
  'fs-native-extensions': ['main/files/osLock.ts'],
  '@bufbuild/protobuf': ['models/graph/**'],
  chokidar: ['main/files/watchFolder.ts'],
  saxes: ['main/metadata/xml.ts'],
  'node-sqlite3-wasm': ['main/metadata/digikam/databaseThread.ts'],
  entities: ['models/clip/**'],
  electron: ['main/shells/**', 'preload/index.ts'],
  ws: ['main/shells/web.ts', 'main/shells/web/**', 'main/engine/frameSocket.ts'],
  'spdx-license-list': ['main/shells/notices/licences.ts'],
  'spdx-satisfies': ['main/shells/notices/licences.ts'],
  yazl: ['main/commands/zip/pack.ts'],
  yauzl: ['main/commands/zip/zipFile.ts'],
  mediabunny: ['renderer/films/worker.ts'],
  layerchart: ['renderer/views/finetune/LossCurve.svelte'],
  'd3-scale': ['renderer/report/plots/**'],
  'd3-shape': ['renderer/report/plots/**'],
  'svelte-sonner': ['renderer/notifications.ts', 'renderer/Root.svelte'],
  virtua: [
    'renderer/views/people/FaceWall.svelte',
    'renderer/views/people/PeopleWall.svelte',
    'renderer/views/identify/NamedPhotos.svelte',
  ],
};

const foreign = (names: readonly string[]): Linter.RulesRecord => ({
  '@typescript-eslint/no-restricted-imports': [
    'error',
    {
      patterns: names.map((name) => ({
        group: [name, `${name}/*`],
        message: `Only ${owners[name]?.join(' and ')} may import it.`,
      })),
    },
  ],
});

/** Files that a folder may hold: a reader takes in no more names at a glance. Tests are not counted. */
const MOST_FILES = 14;

/** Reports a folder that holds too much, at its first file. */
const folderSize: Rule.RuleModule = {
  create: (context) => ({
    Program(node) {
      const { filename } = context;
      const entries = readdirSync(dirname(filename), { withFileTypes: true });
      const names = entries.flatMap((entry) => (entry.isFile() ? [entry.name] : []));
      const first = names.filter((name) => /\.(ts|svelte)$/.test(name)).sort()[0];
      if (names.length <= MOST_FILES || basename(filename) !== first) return;
      const message = `${dirname(filename)} holds ${names.length} files: more than ${MOST_FILES} want folders.`;
      context.report({ node, message });
    },
  }),
};

/** Where the tasks of worker threads are listed. */
const TASKS = join(import.meta.dirname, 'main/work/tasks.ts');

/** `file#name` of every function of models/ that is a task. */
const taskFunctions: ReadonlySet<string> = new Set(
  [...readFileSync(TASKS, 'utf8').matchAll(/^import \{([^}]*)\} from '([^']*)';/gm)].flatMap(
    ([, names = '', source = '']) =>
      names
        .split(',')
        .map((name) => `${resolve(dirname(TASKS), source)}#${name.trim()}`)
        .filter((name) => !name.endsWith('#')),
  ),
);

/** What is a task takes too long for a thread that a window or a signal waits on: nobody calls it there. */
const tasksInWorkers: Rule.RuleModule = {
  create: (context) => ({
    ImportDeclaration(node) {
      const file = resolve(dirname(context.filename), String(node.source.value));
      for (const specifier of node.specifiers) {
        if (specifier.type !== 'ImportSpecifier' || specifier.imported.type !== 'Identifier') continue;
        const { name } = specifier.imported;
        if (!taskFunctions.has(`${file}#${name}`)) continue;
        const message = `${name} takes too long for the main thread: workers.run('${name}', …), main/work/.`;
        context.report({ node: specifier, message });
      }
    },
  }),
};

export default tseslint.config(
  { ignores: ['out/', 'dist/', 'models/starter/', 'node_modules/', '**/*_pb.ts'] },
  js.configs.recommended,
  ...tseslint.configs.recommendedTypeChecked,
  ...svelte.configs.recommended,
  ...svelte.configs.prettier,
  {
    languageOptions: {
      globals: globals.node,
      parserOptions: {
        project: [
          'models/tsconfig.json',
          'preload/tsconfig.json',
          'main/tsconfig.json',
          'test/tsconfig.json',
          'renderer/tsconfig.json',
        ],
        extraFileExtensions: ['.svelte'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'CallExpression[callee.name=/^readdir/] Property[key.name="recursive"]',
          message: 'It follows links to folders: main/files/below.ts walks without.',
        },
      ],
    },
  },
  {
    plugins: { boundaries },
    settings: {
      'boundaries/elements': layers,
      'boundaries/legacy-warnings': false,
      'boundaries/include': layers.map(({ pattern }) => pattern),
      'import/resolver': { node: { extensions: ['.ts', '.js', '.json'] } },
    },
    rules: {
      'boundaries/dependencies': [
        'error',
        {
          default: 'allow',
          policies: [
            ...Object.entries(arrows).map(([from, targets]) => ({
              from: { element: { type: from } },
              disallow: {
                to: {
                  element: {
                    types: {
                      anyOf: layers
                        .map(({ type }) => type)
                        .filter((to) => to !== from && !everywhere.includes(to) && !targets.includes(to)),
                    },
                  },
                },
              },
              message: `${from} may import from: ${[from, ...targets].join(', ')}`,
            })),
          ],
        },
      ],
    },
  },
  {
    // What Electron will take away is marked in its types: docs/electron.md.
    files: ['main/shells/electron/**/*.ts', 'main/shells/electron.ts', 'preload/**/*.ts'],
    // electron-updater asks for what it calls deprecated.
    ignores: ['main/shells/electron/updates/**'],
    rules: { '@typescript-eslint/no-deprecated': 'error' },
  },
  // Scripts that no TypeScript project includes.
  { files: ['**/*.{js,mjs}'], ...tseslint.configs.disableTypeChecked },
  {
    files: ['main/**', 'models/**', 'preload/**', 'renderer/**'],
    plugins: { facet: { rules: { 'folder-size': folderSize } } },
    rules: { 'facet/folder-size': 'error' },
  },
  {
    files: ['main/**'],
    ignores: ['main/work/**', 'main/engine/**'],
    plugins: { work: { rules: { 'tasks-in-workers': tasksInWorkers } } },
    rules: { 'work/tasks-in-workers': 'error' },
  },
  {
    files: ['renderer/**'],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      // Collections that are swapped whole ($state.raw), or that nothing on screen depends on.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    files: ['**/*.svelte'],
    // Types that come from other components are any to typescript-eslint; svelte-check sees them.
    rules: Object.fromEntries(
      ['argument', 'assignment', 'call', 'member-access', 'return'].map((what) => [
        `@typescript-eslint/no-unsafe-${what}`,
        'off',
      ]),
    ),
  },
  { rules: foreign(Object.keys(owners)) },
  ...[...new Set(Object.values(owners).flat())].map((files) => ({
    files: [files],
    rules: foreign(Object.keys(owners).filter((name) => !owners[name]?.includes(files))),
  })),
  { files: ['test/**'], rules: foreign(['onnxruntime-node']) },
  { files: ['main/shells/**', 'test/**', 'models/*.build.ts'], rules: { 'no-console': 'off' } },
);
