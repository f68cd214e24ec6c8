// Photos and faces exactly as Facet writes them, told by plain comparisons. Of a hundred thousand entries nearly all are so:
// only the others go through the schema, which copies each one and knows the words for what is wrong.

type Content = Readonly<Record<string, unknown>>;

/** Whether it has just these properties: others are left out by the schema. */
function hasOnly(value: unknown, names: ReadonlySet<string>): value is Content {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const keys = Object.keys(value);
  if (keys.length !== names.size) return false;
  for (const key of keys) if (!names.has(key)) return false;
  return true;
}

const PHOTO: ReadonlySet<string> = new Set(['id', 'type', 'name', 'width', 'height', 'takenAt']);
const FACE: ReadonlySet<string> = new Set([
  ...['id', 'photo', 'box', 'landmarks', 'cropLandmarks', 'pose', 'quality', 'differenceHash', 'denied'],
]);
const POSE: ReadonlySet<string> = new Set(['yaw', 'pitch', 'roll']);
const QUALITY: ReadonlySet<string> = new Set([
  ...['score', 'pixels', 'sharpness', 'exposure', 'clipped', 'detection'],
]);

const HASH = /^[0-9a-f]{64}$/;
const DIFFERENCE = /^[0-9a-f]{16}$/;
const TYPE = /^[a-z0-9]{1,8}$/;

/** What the schema of an entry says in other words: the two are compared by a test. */
export const LONGEST_LINE = 1024;

const isText = (value: unknown, pattern: RegExp): boolean => typeof value === 'string' && pattern.test(value);
const isLine = (value: unknown): boolean => typeof value === 'string' && value.length <= LONGEST_LINE;
const isSide = (value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= LONGEST_SIDE;

/** Pixels on one side of a photo at most: as many as all of a photo may have. */
export const LONGEST_SIDE = 268_000_000;

export const isExactPhoto = (value: unknown): boolean =>
  hasOnly(value, PHOTO) &&
  isText(value['id'], HASH) &&
  isText(value['type'], TYPE) &&
  isLine(value['name']) &&
  isSide(value['width']) &&
  isSide(value['height']) &&
  (value['takenAt'] === null || isLine(value['takenAt']));

/** @param isPerson whether a text is the id of a person */
export const isExactFace = (value: unknown, isPerson: (id: string) => boolean): boolean =>
  hasOnly(value, FACE) &&
  isText(value['id'], HASH) &&
  isText(value['photo'], HASH) &&
  areNumbers(value['box'], 4) &&
  arePoints(value['landmarks']) &&
  arePoints(value['cropLandmarks']) &&
  hasNumbers(value['pose'], POSE) &&
  hasNumbers(value['quality'], QUALITY) &&
  isText(value['differenceHash'], DIFFERENCE) &&
  Array.isArray(value['denied']) &&
  value['denied'].every((id) => typeof id === 'string' && isPerson(id));

function areNumbers(value: unknown, count: number): boolean {
  if (!Array.isArray(value) || value.length !== count) return false;
  for (let at = 0; at < count; at++) if (!Number.isFinite(value[at])) return false;
  return true;
}

function arePoints(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 5) return false;
  for (let at = 0; at < 5; at++) if (!areNumbers(value[at], 2)) return false;
  return true;
}

function hasNumbers(value: unknown, names: ReadonlySet<string>): boolean {
  if (!hasOnly(value, names)) return false;
  for (const name of names) if (!Number.isFinite(value[name])) return false;
  return true;
}
