// One person's faces as the grid shows them: filtered, ordered, selected.
import { SvelteSet } from 'svelte/reactivity';
import type { Direction, GridFace } from '../../preload/window.ts';

export type PoseFilter = 'any' | Direction;
export type QualityFilter = 'any' | 'weak' | 'good';
/** A year, or no date at all. */
export type DateFilter = 'any' | 'undated' | `${number}`;
export type Order = 'date' | 'doubt' | 'group';

/** Below it a face is "weak", from it on "good". */
const GOOD_QUALITY = 0.5;

const dateOf = ({ takenAt }: GridFace): DateFilter =>
  takenAt === null ? 'undated' : `${new Date(takenAt).getFullYear()}`;

export class FaceGrid {
  #faces = $state.raw<readonly GridFace[]>([]);
  #pose = $state<PoseFilter>('any');
  #quality = $state<QualityFilter>('any');
  #date = $state<DateFilter>('any');
  #order = $state<Order>('date');
  #cursor = $state(0);
  /** Where a selection that is extended begins, and what was selected before it. */
  #anchor = 0;
  #before: readonly string[] = [];
  readonly selected = new SvelteSet<string>();

  readonly shown = $derived.by(() => {
    const passes = (face: GridFace): boolean =>
      (this.#pose === 'any' || face.direction === this.#pose) &&
      (this.#quality === 'any' || face.quality.score >= GOOD_QUALITY === (this.#quality === 'good')) &&
      (this.#date === 'any' || dateOf(face) === this.#date);
    return this.#faces.filter(passes).sort(orders[this.#order]);
  });

  /** What the faces' dates can be filtered by, the newest first. */
  readonly dates = $derived([...new Set(this.#faces.map(dateOf))].sort((a, b) => b.localeCompare(a)));

  /** Groups with more than one face. */
  readonly duplicated = $derived.by(() => {
    const sizes = new Map<number, number>();
    for (const { group } of this.#faces) sizes.set(group, (sizes.get(group) ?? 0) + 1);
    return new Set([...sizes].filter(([, size]) => size > 1).map(([group]) => group));
  });

  get all(): readonly GridFace[] {
    return this.#faces;
  }

  set all(faces: readonly GridFace[]) {
    this.#faces = faces;
    const present = new Set(faces.map(({ id }) => id));
    for (const id of this.selected) if (!present.has(id)) this.selected.delete(id);
    if (this.dates.every((date) => date !== this.#date)) this.#date = 'any';
    this.#begin(this.#cursor);
  }

  get pose(): PoseFilter {
    return this.#pose;
  }

  set pose(pose: PoseFilter) {
    this.#pose = pose;
    this.#begin(0);
  }

  get date(): DateFilter {
    return this.#date;
  }

  set date(date: DateFilter) {
    this.#date = date;
    this.#begin(0);
  }

  get quality(): QualityFilter {
    return this.#quality;
  }

  set quality(quality: QualityFilter) {
    this.#quality = quality;
    this.#begin(0);
  }

  get order(): Order {
    return this.#order;
  }

  set order(order: Order) {
    this.#order = order;
    this.#begin(0);
  }

  get cursor(): number {
    return this.#cursor;
  }

  /** Moves the cursor; with `extend`, selects everything between where the selection began and here, and no more. */
  moveTo(index: number, extend: boolean): void {
    if (!extend) {
      this.#begin(index);
      return;
    }
    this.#cursor = this.#clamp(index);
    const [from, to] = [Math.min(this.#anchor, this.#cursor), Math.max(this.#anchor, this.#cursor)];
    this.selected.clear();
    for (const id of this.#before) this.selected.add(id);
    for (const face of this.shown.slice(from, to + 1)) this.selected.add(face.id);
  }

  toggle(index: number): void {
    const face = this.shown[index];
    if (face === undefined) return;
    if (!this.selected.delete(face.id)) this.selected.add(face.id);
    this.#begin(index);
  }

  selectAll(): void {
    for (const face of this.shown) this.selected.add(face.id);
  }

  #begin(index: number): void {
    this.#cursor = this.#clamp(index);
    this.#anchor = this.#cursor;
    this.#before = [...this.selected];
  }

  #clamp(index: number): number {
    return Math.max(0, Math.min(index, this.shown.length - 1));
  }

  /** What an act is about: the selection, or where there is none the face under the cursor. */
  chosen(): string[] {
    if (this.selected.size > 0) return [...this.selected];
    const face = this.shown[this.#cursor];
    return face === undefined ? [] : [face.id];
  }
}

const newestFirst = (a: GridFace, b: GridFace): number =>
  (b.takenAt ?? '').localeCompare(a.takenAt ?? '') || a.photoName.localeCompare(b.photoName);

const orders: Record<Order, (a: GridFace, b: GridFace) => number> = {
  date: newestFirst,
  doubt: (a, b) => (b.doubt ?? -2) - (a.doubt ?? -2),
  group: (a, b) => a.group - b.group || b.quality.score - a.quality.score,
};
