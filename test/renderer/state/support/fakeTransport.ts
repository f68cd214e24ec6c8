// A transport whose application is a table of answers. The contract's types check every request and every answer.
import type { Result } from '../../../../models/failure.ts';
import type {
  Transport,
  Failure,
  Message,
  Notice,
  Progress,
  WindowAnswer,
  WindowCommandName,
  WindowRequest,
  WindowState,
} from '../../../../preload/window.ts';
import type { NotificationKind, Notify } from '../../../../renderer/notifications.ts';
import { Bridge } from '../../../../renderer/transport/bridge.ts';
import { Session } from '../../../../renderer/state/session.svelte.ts';

/** What an answer may do on the way. */
export interface FakeCall {
  /** Rejected calls end in `cancelled`, as the application's do. */
  readonly cancelled: Promise<void>;
  progress(progress: Progress): void;
}

type Answers = {
  [C in WindowCommandName]?: (
    request: WindowRequest<C>,
    call: FakeCall,
  ) => WindowAnswer<C> | Failure | Promise<WindowAnswer<C> | Failure>;
};

export const failure = (kind: Failure['kind'], message = `it failed: ${kind}`): Failure => ({
  kind,
  message,
  advice: 'Try again.',
});

const isFailure = (value: unknown): value is Failure =>
  typeof value === 'object' && value !== null && 'kind' in value && 'advice' in value;

export const windowState: WindowState = {
  settings: {
    theme: 'system',
    language: 'system',
    fpir: 0.01,
    encoder: 'duo',
    welcomed: true,
    upgrading: [],
    faces: 'all',
    minFace: null,
    photosFpir: 0.03,
    cameraFpir: {},
    device: 'auto',
    updates: 'never',
    gallery: null,
    byGallery: false,
    backups: 'never',
    backupFolder: null,
    backupsKept: 7,
    onBattery: 'work',
  },
  folder: '/pictures/Facet',
  folderNamed: false,
  languageNamed: null,
  version: '0.1.0',
  device: null,
  deviceChoices: ['webgpu', 'cpu'],
  updates: { at: 'unknown' },
  backup: { running: false, last: null, failure: null },
  givingWay: null,
  hasBattery: true,
  engineTrouble: null,
  electronWarning: null,
  unnamed: 0,
  faceless: 0,
  undo: null,
};

/** What every window asks for. */
const usual: Answers = {
  'state.read': () => windowState,
  'people.rows': () => [],
  'people.cards': () => [],
  'following.list': () => [],
  'models.list': () => [],
  'settings.change': (settings) => ({ ...windowState, settings: { ...windowState.settings, ...settings } }),
};

export interface Notification {
  readonly kind: NotificationKind;
  readonly message: string;
  readonly options: Parameters<Notify>[2];
}

export interface FakeWindow {
  readonly session: Session;
  /** Commands in the order in which they were called, with their requests. */
  readonly calls: { readonly command: WindowCommandName; readonly request: unknown }[];
  readonly notifications: Notification[];
  /** Commands that were cancelled. */
  readonly cancelled: WindowCommandName[];
  readonly notice: (notice: Notice) => void;
}

export function openFakeWindow(answers: Answers): FakeWindow {
  const calls: FakeWindow['calls'] = [];
  const notifications: Notification[] = [];
  const cancelled: WindowCommandName[] = [];
  const running = new Map<number, { readonly command: WindowCommandName; readonly cancel: () => void }>();
  let say: (message: Message) => void = () => undefined;
  const transport: Transport = {
    kind: 'web',
    async call<C extends WindowCommandName>(job: number, command: C, request: WindowRequest<C>) {
      calls.push({ command, request });
      const answer = answers[command] ?? usual[command];
      if (answer === undefined) throw new Error(`nobody answers ${command}`);
      const wait = new Promise<void>((cancel) => running.set(job, { command, cancel }));
      const progress = (payload: Progress): void => say({ job, event: 'progress', payload });
      const value = await answer(request, { cancelled: wait, progress });
      running.delete(job);
      const result = isFailure(value) ? { ok: false, failure: value } : { ok: true, value };
      return result as Result<WindowAnswer<C>>;
    },
    cancel(job) {
      const call = running.get(job);
      if (call === undefined) return;
      cancelled.push(call.command);
      call.cancel();
    },
    listen: (listener) => void (say = listener),
    openCamera: () => Promise.resolve({ ok: false, failure: failure('engine-died') }),
    imageUrl: (kind, id) => `/${kind}/${id}`,
    showLibrary: () => undefined,
    restart: () => undefined,
    pathOf: () => null,
    choose: () => Promise.resolve(null),
  };
  const notify: Notify = (kind, message, options) => notifications.push({ kind, message, options });
  const session = new Session(new Bridge(transport), notify);
  const notice = (payload: Notice): void => say({ job: null, event: 'notice', payload });
  return { session, calls, notifications, cancelled, notice };
}
