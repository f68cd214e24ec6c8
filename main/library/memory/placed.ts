// A file in a library folder that belongs to a face or a photo.
/** A file that an owner's catalogue should name, and the path where it lies. */
export interface Placed {
  readonly path: string;
  readonly isNamed: () => boolean;
}
