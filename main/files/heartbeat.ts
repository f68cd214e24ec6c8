// Signs of life, for disks that other machines may see without seeing each other's locks: whoever holds a lock touches its
// file, and who finds it waits to see whether that happens. Changes count, not times: no two clocks are compared.
import { statfs, type FileHandle } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';

/** Milliseconds between two beats; some file systems count two seconds as one moment. */
const BEAT = 2500;
/** Who has not been seen alive for so long is gone: three beats. */
const PATIENCE = 7500;

/** In a thread of its own: a training may block the main one for minutes. */
const BEATING = `
  const { workerData: { fd, every } } = require('node:worker_threads');
  const { futimesSync } = require('node:fs');
  setInterval(() => {
    const now = Date.now() / 1000;
    try { futimesSync(fd, now, now); } catch {}
  }, every);`;

/** Touches the file until the answered function is called; it must stay open until then. */
export function startBeating(file: FileHandle): () => Promise<void> {
  const worker = new Worker(BEATING, { eval: true, workerData: { fd: file.fd, every: BEAT } });
  worker.unref();
  // Without a beat another machine may take over, which `isHeld` notices.
  worker.on('error', () => undefined);
  return async () => void (await worker.terminate());
}

/** Whether somebody touches the file that `open` opens anew each time, as network disks ask for. */
export async function isBeating(open: () => Promise<FileHandle | null>): Promise<boolean> {
  const look = async (): Promise<bigint | null> => {
    const file = await open();
    if (file === null) return null;
    try {
      return (await file.stat({ bigint: true })).mtimeNs;
    } finally {
      await file.close();
    }
  };
  const before = await look();
  for (const end = performance.now() + PATIENCE; performance.now() < end;) {
    await sleep(250);
    if ((await look()) !== before) return true;
  }
  return false;
}

/** File systems that belong to one machine, by the numbers that Linux gives them (statfs(2)). */
const LOCAL: ReadonlySet<number> = new Set([
  0xef53, // ext2, ext3, ext4
  0x58465342, // XFS
  0x9123683e, // Btrfs
  0xf2f52010, // F2FS
  0x2fc12fc1, // ZFS
  0xca451a4e, // bcachefs
  0x01021994, // tmpfs
  0x858458f6, // ramfs
  0x794c7630, // overlayfs
  0x4d44, // FAT
  0x2011bab0, // exFAT
  0x7366746e, // NTFS
]);

/** Whether no other machine can have the folder open; false where that is not known. */
export async function isOnLocalDisk(folder: string): Promise<boolean> {
  return process.platform === 'linux' && LOCAL.has((await statfs(folder)).type);
}
