// Guided enrolment: asks for five directions in turn and keeps a frame when the head is there, sharp and still.
import type { CameraAnswer, Coverage, Direction } from '../../preload/window.ts';
import type { Application } from './application.svelte.ts';
import { Camera, jpegOf } from './camera.svelte.ts';

const order: readonly Direction[] = ['front', 'left', 'right', 'up', 'down'];

/** Frames in a row in which the head must hold its direction: none is kept while it still turns. */
const HOLD = 3;
/** Photos of each direction that the guide takes. */
const WANTED = 2;
/** Milliseconds between two photos of one direction, so that they are not the same photo twice. */
const PAUSE = 700;

export type Advice = 'nobody' | 'several' | 'unsharp' | 'turn' | 'hold' | 'complete' | 'name';

export class Capture {
  readonly #application: Application;
  readonly camera: Camera;
  #taken = $state.raw<readonly { readonly url: string; readonly direction: Direction }[]>([]);
  #coverage = $state.raw<Coverage>({ front: 0, left: 0, right: 0, up: 0, down: 0 });
  #advice = $state<Advice>('nobody');
  #held = 0;
  #lastTaken = 0;
  #shutter = false;
  #storing = 0;
  name = $state('');
  guided = $state(true);

  constructor(application: Application, name: string) {
    this.#application = application;
    this.name = name;
    this.camera = new Camera(application, (answer, frame) => this.#see(answer, frame));
  }

  get taken(): readonly { readonly url: string; readonly direction: Direction }[] {
    return this.#taken;
  }

  get coverage(): Coverage {
    return this.#coverage;
  }

  get advice(): Advice {
    return this.#advice;
  }

  /** The direction that is asked for; null when all are covered. */
  readonly asked = $derived(order.find((direction) => this.#coverage[direction] < WANTED) ?? null);

  /** Takes the next frame with one face in it, whatever its direction. */
  press(): void {
    this.#shutter = true;
  }

  forget(): void {
    for (const { url } of this.#taken) URL.revokeObjectURL(url);
    this.#taken = [];
  }

  #see({ faces }: CameraAnswer, frame: VideoFrame): void {
    const [face] = faces;
    const fits = face !== undefined && faces.length === 1 && face.good;
    const there = fits && face.direction === this.asked;
    this.#held = there ? this.#held + 1 : 0;
    this.#advice =
      this.name.trim() === ''
        ? 'name'
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
    if (face === undefined || faces.length > 1 || this.name.trim() === '') return;
    const now = performance.now();
    const automatic = this.guided && this.#held >= HOLD && now > this.#lastTaken + PAUSE;
    if (!automatic && !this.#shutter) return;
    this.#shutter = false;
    this.#held = 0;
    this.#lastTaken = now;
    void this.#keep(jpegOf(frame), face.direction);
  }

  async #keep(photo: Promise<Blob>, direction: Direction): Promise<void> {
    this.#coverage = { ...this.#coverage, [direction]: this.#coverage[direction] + 1 };
    const blob = await photo;
    this.#taken = [{ url: URL.createObjectURL(blob), direction }, ...this.#taken];
    this.#storing++;
    const stored = await this.#store(blob);
    this.#storing--;
    // What could not be stored is not covered: the guide asks again.
    if (!stored) this.#coverage = { ...this.#coverage, [direction]: this.#coverage[direction] - 1 };
    if (this.#storing === 0) await this.#application.refresh();
  }

  async #store(blob: Blob): Promise<boolean> {
    const name = this.name.trim();
    const person = this.#application.personNamed(name) ?? (await this.#create(name));
    if (person === null) return false;
    const bytes = new Uint8Array(await blob.arrayBuffer());
    const file = { name: `camera-${new Date().toISOString().replace(/[:.]/g, '-')}.jpg`, bytes };
    const report = await this.#application.ask('photos.add', { files: [file], person: person.id });
    // A disk that is full stays so: the guide does not try again by itself.
    if (report === null) this.guided = false;
    return report !== null && report.skipped.length === 0;
  }

  #creating: Promise<{ readonly id: string } | null> | null = null;

  /** Two photos in quick succession must not make the person twice. */
  #create(name: string): Promise<{ readonly id: string } | null> {
    this.#creating ??= this.#application.ask('people.add', { name }).then(async (person) => {
      await this.#application.refresh();
      this.#creating = null;
      return person;
    });
    return this.#creating;
  }
}
