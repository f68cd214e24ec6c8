// Turns what was dropped, pasted or chosen into paths, or where a page may not know paths, into files.
import { LARGEST_PHOTO, type Transport, type Failure, type PhotoBytes } from '../../preload/window.ts';
import { strings } from '../strings.ts';

export interface GatheredFile {
  readonly file: File;
  /** The folder that it lay in, by name; empty where it was dropped by itself. */
  readonly folder: string;
}

export type Gathered =
  | { readonly kind: 'paths'; readonly paths: readonly string[] }
  | { readonly kind: 'files'; readonly files: readonly GatheredFile[] };

export async function gatherDropped(items: DataTransferItemList, transport: Transport): Promise<Gathered> {
  // Both must be read before the first await: the list is emptied when the event ends.
  const files = [...items].map((item) => item.getAsFile()).filter((file) => file !== null);
  const entries = [...items].map((item) => item.webkitGetAsEntry()).filter((entry) => entry !== null);
  const paths = files.map((file) => transport.pathOf(file));
  if (paths.length > 0 && paths.every((path) => path !== null && path !== '')) {
    return { kind: 'paths', paths: paths as string[] };
  }
  if (entries.length === 0) return { kind: 'files', files: files.map((file) => ({ file, folder: '' })) };
  const found: GatheredFile[] = [];
  for (const entry of entries) await walk(entry, '', found);
  return { kind: 'files', files: found };
}

/** Files of an `<input type="file">`; with `webkitdirectory` they know their folders. */
export function gatherChosen(files: readonly File[]): Gathered {
  return {
    kind: 'files',
    files: files
      .filter((file) => !file.name.startsWith('.'))
      .map((file) => ({ file, folder: file.webkitRelativePath.split('/').at(-2) ?? '' })),
  };
}

/** Null where the file cannot be read any more, or is too large. */
export async function readBytes(file: File): Promise<PhotoBytes | null> {
  if (file.size > LARGEST_PHOTO) return null;
  try {
    return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

export const unreadable: Failure = { kind: 'not-found', ...strings.unreadable };

/** What is said of a file of which `readBytes` had nothing. */
export const whyUnread = ({ size }: File): Failure =>
  size > LARGEST_PHOTO ? { kind: 'not-an-image', ...strings.tooLarge } : unreadable;

async function walk(entry: FileSystemEntry, folder: string, found: GatheredFile[]): Promise<void> {
  if (entry.name.startsWith('.')) return;
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    found.push({ file, folder });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    const batch = await new Promise<FileSystemEntry[]>((resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (batch.length === 0) return;
    for (const child of batch) await walk(child, entry.name, found);
  }
}
