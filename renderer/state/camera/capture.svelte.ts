// Guided enrolment: asks for five directions in turn and keeps a frame when the head is there, sharp and still.
import { SvelteMap } from 'svelte/reactivity';
import type { CameraAnswer, Coverage, Direction } from '../../../preload/window.ts';
import { noCoverage } from '../cards.svelte.ts';
import type { Session } from '../session.svelte.ts';
import { Camera } from './camera.svelte.ts';
import { jpegOf } from './encodeFrame.ts';

const order: readonly Direction[] = ['front', 'left', 'right', 'up', 'down'];

/** Frames in a row in which the head must hold its direction: none is kept while it still turns. */
const HOLD = 3;
/** Photos of each direction that the guide takes. */
const WANTED = 2;
/** Milliseconds between two photos of one direction, so that they are not the same photo twice. */
const PAUSE = 700;

export type Advice = 'nobody' | 'several' | 'unsharp' | 'turn' | 'hold' | 'complete' | 'name' | 'settle';

/** A photo on its way into the library. */
interface Pending {
  readonly person: string;
  /** As the camera saw it when it was asked for. */
  readonly direction: Direction;
}

/** A photo that the library has of this visit. */
interface Taken extends Pending {
  readonly url: string;
  /** By which it is taken back. */
  readonly step: number;
}

export class Capture {
  readonly #session: Session;
  readonly camera: Camera;
  #kept = $state.raw<readonly Taken[]>([]);
  #pending = $state.raw<readonly Pending[]>([]);
  #advice = $state<Advice>('nobody');
  #person = $state('');
  /** What the library had of each person when their turn came. */
  readonly #before = new SvelteMap<string, Coverage>();
  #held = 0;
  #lastTaken = 0;
  #shutter = false;
  #storing: Promise<void> = Promise.resolve();
  /** As it is being typed: nobody's name before it is settled, or its first letter would be enrolled. */
  name = $state('');
  guided = $state(true);

  constructor(session: Session, name: string) {
    this.#session = session;
    this.name = name;
    this.settle();
    this.camera = new Camera(session, (answer, frame) => this.#see(answer, frame));
  }

  /** Photos of this visit, the newest first. */
  readonly taken = $derived.by(() => this.#kept.filter(({ step }) => !this.#session.undone.has(step)));

  /** What the library has of the person: from before, of this visit, and on its way there. */
  readonly coverage = $derived.by((): Coverage => {
    const before = this.#before.get(this.#person) ?? noCoverage;
    const fresh = [...this.taken, ...this.#pending].filter(({ person }) => person === this.#person);
    const count = (asked: Direction): number =>
      before[asked] + fresh.filter(({ direction }) => direction === asked).length;
    return {
      front: count('front'),
      left: count('left'),
      right: count('right'),
      up: count('up'),
      down: count('down'),
    };
  });

  get advice(): Advice {
    return this.#advice;
  }

  /** The direction that is asked for; null when all are covered. */
  readonly asked = $derived(order.find((direction) => this.coverage[direction] < WANTED) ?? null);

  /** The name is whole: from now on photos are this person's. */
  settle(): void {
    const name = this.#session.spell(this.name);
    if (name === this.#person) return;
    this.#person = name;
    this.#held = 0;
    this.#shutter = false;
    const known = this.#session.personNamed(name);
    if (!this.#before.has(name) && known !== undefined) void this.#recall(name, known.id);
  }

  async #recall(name: string, id: string): Promise<void> {
    const [card] = (await this.#session.ask('people.cards', { people: [id] })) ?? [];
    if (card !== undefined && !this.#before.has(name)) this.#before.set(name, card.coverage);
  }

  /** Takes the next frame with one face in it, whatever its direction. */
  press(): void {
    this.settle();
    this.#shutter = this.#person !== '';
  }

  forget(): void {
    for (const { url } of this.#kept) URL.revokeObjectURL(url);
    this.#kept = [];
  }

  #see({ faces }: CameraAnswer, frame: VideoFrame): void {
    const [face] = faces;
    const settled = this.#person !== '' && this.#session.spell(this.name) === this.#person;
    const fits = settled && face !== undefined && faces.length === 1 && face.good;
    const there = fits && face.direction === this.asked;
    this.#held = there ? this.#held + 1 : 0;
    this.#advice = !settled
      ? this.name.trim() === ''
        ? 'name'
        : 'settle'
      : face === undefined
        ? 'nobody'
        : faces.length > 1
          ? 'several'
          : this.asked === null
            ? 'complete'
            : !face.good
              ? 'unsharp'
              : there
                ? 'hold'
                : 'turn';
    if (face === undefined || faces.length > 1 || !settled) return;
    const now = performance.now();
    const automatic = this.guided && this.#held >= HOLD && now > this.#lastTaken + PAUSE;
    if (!automatic && !this.#shutter) return;
    this.#shutter = false;
    this.#held = 0;
    this.#lastTaken = now;
    this.#keep(jpegOf(frame), { person: this.#person, direction: face.direction });
  }

  /** One after the other: two photos in quick succession must not make the person twice. */
  #keep(photo: Promise<Blob>, pending: Pending): void {
    this.#pending = [...this.#pending, pending];
    const store = async (): Promise<void> => {
      try {
        await this.#store(await photo, pending);
      } finally {
        // What the library did not take is not covered: the guide asks again.
        this.#pending = this.#pending.filter((other) => other !== pending);
      }
      await this.#session.refresh();
    };
    this.#storing = this.#storing.then(store, store);
  }

  async #store(blob: Blob, pending: Pending): Promise<void> {
    const { person } = pending;
    const bytes = new Uint8Array(await blob.arrayBuffer());
    const file = { name: `camera-${new Date().toISOString().replace(/[:.]/g, '-')}.jpg`, bytes };
    const report = await this.#session.ask('photos.add', { files: [file], person });
    if (report !== null && report.step !== null)
      this.#kept = [{ ...pending, url: URL.createObjectURL(blob), step: report.step }, ...this.#kept];
    if (report?.stopped) this.#session.tell(report.stopped);
    // A disk that is full stays so: the guide does not try again by itself.
    if (report === null || report.stopped !== null) this.guided = false;
  }
}
