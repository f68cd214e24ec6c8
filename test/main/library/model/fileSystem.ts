// node:fs/promises on a `Disk`: as much of it as the library uses. Each call counts, and may be made to fail or to be the
// last one of its process.
import { constants } from 'node:fs';
import { type Disk, type FileNode, type FolderNode, type Node } from './disk.ts';

/** What happens to a call, before it does anything. Throws for a failure; never returns once the process is dead. */
export type Intercept = (call: string, paths: readonly string[]) => Promise<void>;

interface Options {
  readonly recursive?: boolean;
  readonly force?: boolean;
  readonly flag?: string;
  readonly withFileTypes?: boolean;
  readonly bigint?: boolean;
}

const error = (code: string, syscall: string, path: string): NodeJS.ErrnoException =>
  Object.assign(new Error(`${code}: simulated, ${syscall} '${path}'`), { code, syscall, path, errno: -1 });

export { error as diskError };

const split = (path: string): string[] => path.split('/').filter((part) => part !== '');

export class FileSystem {
  disk: Disk;
  intercept: Intercept = async () => {};

  constructor(disk: Disk) {
    this.disk = disk;
  }

  async #call(call: string, ...paths: string[]): Promise<void> {
    await this.intercept(call, paths);
  }

  #find(path: string, syscall: string): Node {
    let node: Node = this.disk.root;
    for (const part of split(path)) {
      if (node.kind !== 'folder') throw error('ENOTDIR', syscall, path);
      const next = node.entries.get(part);
      if (next === undefined) throw error('ENOENT', syscall, path);
      node = next;
    }
    return node;
  }

  #place(path: string, syscall: string): { folder: FolderNode; name: string; node: Node | undefined } {
    const parts = split(path);
    const name = parts.pop() ?? '';
    const folder = this.#find(parts.join('/'), syscall);
    if (folder.kind !== 'folder') throw error('ENOTDIR', syscall, path);
    return { folder, name, node: folder.entries.get(name) };
  }

  #file(path: string, syscall: string): FileNode {
    const node = this.#find(path, syscall);
    if (node.kind !== 'file') throw error('EISDIR', syscall, path);
    return node;
  }

  /** What `readFileSync` reads: nothing happens to it, as it is asked for outside of changes alone. */
  readNow(path: string): string {
    return this.#file(path, 'open').data.toString('utf8');
  }

  access = async (path: string): Promise<void> => {
    await this.#call('access', path);
    this.#find(path, 'access');
  };

  mkdir = async (path: string, { recursive = false }: Options = {}): Promise<void> => {
    await this.#call('mkdir', path);
    const parts = split(path);
    for (let depth = recursive ? 1 : parts.length; depth <= parts.length; depth++) {
      const { folder, name, node } = this.#place(parts.slice(0, depth).join('/'), 'mkdir');
      if (node === undefined) this.disk.change({ folder, name, node: this.disk.newFolder() });
      else if (!recursive) throw error('EEXIST', 'mkdir', path);
      else if (node.kind === 'file') throw error('ENOTDIR', 'mkdir', path);
    }
  };

  readdir = async (path: string, { withFileTypes = false }: Options = {}): Promise<unknown[]> => {
    await this.#call('readdir', path);
    const node = this.#find(path, 'scandir');
    if (node.kind !== 'folder') throw error('ENOTDIR', 'scandir', path);
    const names = [...node.entries].sort(([a], [b]) => (a < b ? -1 : 1));
    if (!withFileTypes) return names.map(([name]) => name);
    return names.map(([name, { kind }]) => ({
      name,
      parentPath: path,
      isDirectory: () => kind === 'folder',
      isFile: () => kind === 'file',
      isSymbolicLink: () => false,
    }));
  };

  rename = async (from: string, to: string): Promise<void> => {
    await this.#call('rename', from, to);
    const source = this.#place(from, 'rename');
    const target = this.#place(to, 'rename');
    if (source.node === undefined) throw error('ENOENT', 'rename', from);
    if (source.node === target.node) return;
    if (target.node?.kind === 'folder') {
      if (source.node.kind === 'file') throw error('EISDIR', 'rename', to);
      if (target.node.entries.size > 0) throw error('ENOTEMPTY', 'rename', to);
    } else if (target.node !== undefined && source.node.kind === 'folder') {
      throw error('ENOTDIR', 'rename', to);
    }
    this.disk.change(
      { folder: source.folder, name: source.name, node: null },
      { folder: target.folder, name: target.name, node: source.node },
    );
  };

  link = async (from: string, to: string): Promise<void> => {
    await this.#call('link', from, to);
    const node = this.#file(from, 'link');
    const target = this.#place(to, 'link');
    if (target.node !== undefined) throw error('EEXIST', 'link', to);
    this.disk.change({ folder: target.folder, name: target.name, node });
  };

  copyFile = async (from: string, to: string): Promise<void> => {
    await this.#call('copyFile', from, to);
    const { data } = this.#file(from, 'copyfile');
    this.#create(to, 'copyfile').data = data;
  };

  #create(path: string, syscall: string): FileNode {
    const { folder, name, node } = this.#place(path, syscall);
    if (node?.kind === 'folder') throw error('EISDIR', syscall, path);
    if (node !== undefined) return node;
    const file = this.disk.newFile();
    this.disk.change({ folder, name, node: file });
    return file;
  }

  rm = async (path: string, { recursive = false, force = false }: Options = {}): Promise<void> => {
    await this.#call('rm', path);
    let place: ReturnType<FileSystem['place']>;
    try {
      place = this.place(path);
    } catch (failure) {
      if (force && (failure as NodeJS.ErrnoException).code === 'ENOENT') return;
      throw failure;
    }
    const { folder, name, node } = place;
    if (node === undefined) {
      if (force) return;
      throw error('ENOENT', 'rm', path);
    }
    if (node.kind === 'folder') {
      if (!recursive) throw error('ERR_FS_EISDIR', 'rm', path);
      // Each file in it goes by a call of its own.
      for (const child of [...node.entries.keys()]) await this.rm(`${path}/${child}`, { recursive, force });
      await this.#call('rmdir', path);
    }
    this.disk.change({ folder, name, node: null });
  };

  place(path: string): { folder: FolderNode; name: string; node: Node | undefined } {
    return this.#place(path, 'rm');
  }

  #stat(path: string): { ino: bigint; dev: bigint; size: number; mtimeMs: number; isFile(): boolean } {
    const node = this.#find(path, 'stat');
    return {
      ...{ ino: BigInt(node.ino), dev: 1n, mtimeMs: 0, mode: node.kind === 'file' ? 0o100600 : 0o40700 },
      size: node.kind === 'file' ? node.data.length : 0,
      ...{ isFile: () => node.kind === 'file', isDirectory: () => node.kind === 'folder' },
      ...{ isSymbolicLink: () => false },
    };
  }

  stat = async (path: string): Promise<unknown> => {
    await this.#call('stat', path);
    return this.#stat(path);
  };

  lstat = async (path: string): Promise<unknown> => {
    await this.#call('lstat', path);
    return { ...this.#stat(path), nlink: 1 };
  };

  chmod = async (path: string): Promise<void> => {
    await this.#call('chmod', path);
    this.#find(path, 'chmod');
  };

  statfs = async (path: string): Promise<{ bavail: number; bsize: number }> => {
    await this.#call('statfs', path);
    return { bavail: 1e9, bsize: 4096 };
  };

  readFile = async (path: string, encoding?: string): Promise<string | Buffer> => {
    await this.#call('readFile', path);
    const { data } = this.#file(path, 'open');
    return encoding === undefined ? Buffer.from(data) : data.toString('utf8');
  };

  writeFile = async (
    target: string | Handle,
    content: string | Uint8Array | AsyncIterable<Uint8Array>,
    { flag = 'w' }: Options = {},
  ): Promise<void> => {
    const handle = typeof target === 'string' ? await this.open(target, flag) : target;
    await handle.writeFile(content);
    if (typeof target === 'string') await handle.close();
  };

  open = async (path: string, mode: string | number = 'r'): Promise<Handle> => {
    await this.#call('open', path);
    const flags = typeof mode === 'string' ? mode : namedFlags(mode);
    const node = flags === 'r' || flags === 'r+' ? this.#find(path, 'open') : this.#openToWrite(path, flags);
    return new Handle(path, node, this);
  };

  #openToWrite(path: string, flags: string): FileNode {
    if (flags.includes('x') && this.#place(path, 'open').node !== undefined)
      throw error('EEXIST', 'open', path);
    const file = this.#create(path, 'open');
    if (flags.startsWith('w')) file.data = Buffer.alloc(0);
    return file;
  }
}

/** The name of the flags of open(2) that the library uses. */
function namedFlags(flags: number): string {
  const { O_ACCMODE = 3, O_WRONLY, O_RDWR, O_CREAT, O_EXCL, O_APPEND, O_TRUNC } = constants as Flags;
  const access = flags & O_ACCMODE;
  if ((flags & O_APPEND) !== 0) return 'a';
  if ((flags & O_EXCL) !== 0) return 'wx';
  if ((flags & (O_CREAT | O_TRUNC)) !== 0) return 'w';
  return access === O_WRONLY || access === O_RDWR ? 'r+' : 'r';
}

type Flags = typeof constants & { readonly O_ACCMODE?: number };

/** What `open` gives. */
export class Handle {
  readonly #path: string;
  readonly #node: Node;
  readonly #system: FileSystem;
  #at = 0;

  constructor(path: string, node: Node, system: FileSystem) {
    this.#path = path;
    this.#node = node;
    this.#system = system;
  }

  get #file(): FileNode {
    if (this.#node.kind !== 'file') throw error('EISDIR', 'read', this.#path);
    return this.#node;
  }

  async sync(): Promise<void> {
    await this.#system.intercept('fsync', [this.#path]);
    this.#system.disk.sync(this.#node);
  }

  async close(): Promise<void> {}

  async stat(): Promise<{ size: number; isFile(): boolean }> {
    await this.#system.intercept('fstat', [this.#path]);
    const size = this.#node.kind === 'file' ? this.#node.data.length : 0;
    return { size, isFile: () => this.#node.kind === 'file' };
  }

  async readFile(): Promise<Buffer> {
    await this.#system.intercept('read', [this.#path]);
    return Buffer.from(this.#file.data);
  }

  async truncate(length: number): Promise<void> {
    await this.#system.intercept('ftruncate', [this.#path]);
    this.#file.data = this.#file.data.subarray(0, length);
  }

  async read(
    buffer: Uint8Array,
    offset = 0,
    length = buffer.length - offset,
    position: number | null = null,
  ): Promise<{ bytesRead: number }> {
    await this.#system.intercept('read', [this.#path]);
    const from = position ?? this.#at;
    const piece = this.#file.data.subarray(from, from + length);
    buffer.set(piece, offset);
    if (position === null) this.#at += piece.length;
    return { bytesRead: piece.length };
  }

  async write(
    bytes: Uint8Array,
    offset: number,
    length: number | null,
    position: number,
  ): Promise<{ bytesWritten: number }> {
    // Half of it arrives where the call fails.
    const piece = bytes.subarray(offset, length === null ? undefined : offset + length);
    const put = (written: Uint8Array) => {
      const data = Buffer.alloc(Math.max(this.#file.data.length, position + written.length));
      data.set(this.#file.data);
      data.set(written, position);
      this.#file.data = data;
    };
    try {
      await this.#system.intercept('write', [this.#path]);
    } catch (failure) {
      put(piece.subarray(0, piece.length >> 1));
      throw failure;
    }
    put(piece);
    return { bytesWritten: piece.length };
  }

  async writeFile(content: string | Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
    const pieces: Uint8Array[] = [];
    if (typeof content === 'string') pieces.push(Buffer.from(content));
    else if (content instanceof Uint8Array) pieces.push(content);
    else for await (const piece of content) pieces.push(piece);
    await this.write(Buffer.concat(pieces), 0, null, this.#file.data.length);
  }
}
