// A disk in memory that keeps apart what a program sees and what would be there after a power cut, and fails on demand.
//
// POSIX promises no more than this: what was written to a file is safe once the file is synced, and a change of a name is
// safe once its folder is. Until then each change of a name may or may not outlive a power cut, whatever came after it; a
// rename is one change, in both of its folders.

export const ERRNOS = [
  'EACCES',
  'EBUSY',
  'EDQUOT',
  'EIO',
  'EMFILE',
  'ENAMETOOLONG',
  'ENOSPC',
  'EPERM',
  'EROFS',
  'EXDEV',
] as const;

export type Errno = (typeof ERRNOS)[number];

export interface FileNode {
  readonly kind: 'file';
  readonly ino: number;
  data: Buffer;
  /** The content that a power cut leaves. */
  safe: Buffer;
}

export interface FolderNode {
  readonly kind: 'folder';
  readonly ino: number;
  readonly entries: Map<string, Node>;
  readonly safe: Map<string, Node>;
}

export type Node = FileNode | FolderNode;

/** A change of names that is not safe yet: in each folder, what the names stand for afterwards; null for nothing. */
interface Unsynced {
  readonly changes: readonly {
    readonly folder: FolderNode;
    readonly name: string;
    readonly node: Node | null;
  }[];
}

/** What a power cut leaves of what was not synced. */
export type Cut = 'nothing' | 'everything' | { readonly random: () => number };

export class Disk {
  root: FolderNode;
  #unsynced: Unsynced[] = [];
  #ino = 1;

  constructor() {
    this.root = this.newFolder();
  }

  newFile(): FileNode {
    return { kind: 'file', ino: ++this.#ino, data: Buffer.alloc(0), safe: Buffer.alloc(0) };
  }

  newFolder(): FolderNode {
    return { kind: 'folder', ino: ++this.#ino, entries: new Map(), safe: new Map() };
  }

  change(...changes: Unsynced['changes']): void {
    for (const { folder, name, node } of changes) put(folder.entries, name, node);
    this.#unsynced.push({ changes });
  }

  sync(node: Node): void {
    if (node.kind === 'file') {
      node.safe = node.data;
      return;
    }
    this.#unsynced = this.#unsynced.filter((unsynced) => {
      if (!unsynced.changes.some(({ folder }) => folder === node)) return true;
      settle(unsynced);
      return false;
    });
  }

  /** The disk as the next start finds it. This one stays as it is. */
  afterPowerCut(cut: Cut): Disk {
    return this.#copy((copyOf) => {
      const names = new Map<FolderNode, Map<string, Node>>();
      const namesOf = (folder: FolderNode) => {
        let map = names.get(folder);
        if (map === undefined) names.set(folder, (map = new Map(folder.safe)));
        return map;
      };
      for (const { changes } of this.#unsynced) {
        if (cut === 'nothing' || (cut !== 'everything' && cut.random() < 0.5)) continue;
        for (const { folder, name, node } of changes) put(namesOf(folder), name, node);
      }
      const keepsData = cut === 'everything' || (cut !== 'nothing' && cut.random() < 0.5);
      return {
        entries: (folder) => [...namesOf(folder)].map(([name, node]) => [name, copyOf(node)]),
        data: (file) => (keepsData ? file.data : file.safe),
      };
    });
  }

  /** The disk as another process sees it now: all of it is safe in the copy. */
  copy(): Disk {
    return this.afterKill();
  }

  afterKill(): Disk {
    return this.#copy((copyOf) => ({
      entries: (folder) => [...folder.entries].map(([name, node]) => [name, copyOf(node)]),
      data: (file) => file.data,
    }));
  }

  #copy(
    view: (copyOf: (node: Node) => Node) => {
      entries: (folder: FolderNode) => [string, Node][];
      data: (file: FileNode) => Buffer;
    },
  ): Disk {
    const copies = new Map<Node, Node>();
    const copyOf = (node: Node): Node => {
      const done = copies.get(node);
      if (done !== undefined) return done;
      if (node.kind === 'file') {
        const data = of.data(node);
        const copy: FileNode = { kind: 'file', ino: node.ino, data, safe: data };
        copies.set(node, copy);
        return copy;
      }
      const copy: FolderNode = { kind: 'folder', ino: node.ino, entries: new Map(), safe: new Map() };
      copies.set(node, copy);
      for (const [name, child] of of.entries(node)) {
        copy.entries.set(name, child);
        copy.safe.set(name, child);
      }
      return copy;
    };
    const of = view(copyOf);
    const disk = new Disk();
    disk.root = copyOf(this.root) as FolderNode;
    disk.#ino = this.#ino;
    return disk;
  }
}

function put(map: Map<string, Node>, name: string, node: Node | null): void {
  if (node === null) map.delete(name);
  else map.set(name, node);
}

function settle({ changes }: Unsynced): void {
  for (const { folder, name, node } of changes) put(folder.safe, name, node);
}
