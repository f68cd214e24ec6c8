// What this machine may have besides its processor, told from its files alone: a driver that is not there need not be tried.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { homedir, release, version } from 'node:os';
import { delimiter, join } from 'node:path';
import type { DeviceKind } from '../../../models/device.ts';

/** Everything but the processor. */
export type Accelerator = Exclude<DeviceKind, 'cpu'>;

/** What onnxruntime-node ships for the platform, or runs with where its libraries are installed, in the order of trial. */
export function acceleratorsOf(platform: NodeJS.Platform): readonly Accelerator[] {
  if (platform === 'win32') return ['cuda', 'directml', 'webgpu'];
  return platform === 'darwin' ? ['coreml', 'webgpu'] : ['cuda', 'webgpu'];
}

const NVIDIA = ['/proc/driver/nvidia/version', '/usr/lib/wsl/lib/libcuda.so.1'];

/** Where Vulkan's loader looks for drivers: a JSON file each. */
function vulkanDrivers(): readonly string[] {
  const named = process.env['VK_DRIVER_FILES'] ?? process.env['VK_ICD_FILENAMES'];
  if (named !== undefined) return named.split(delimiter).filter((file) => existsSync(file));
  const shared = (process.env['XDG_DATA_DIRS'] ?? '/usr/local/share:/usr/share').split(delimiter);
  const roots = ['/etc', ...shared, join(homedir(), '.local/share')];
  return roots.flatMap((root) => filesOf(join(root, 'vulkan/icd.d')));
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder).map((name) => join(folder, name));
  } catch {
    return [];
  }
}

const windowsFolder = (): string => join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32');

/** Why a device cannot be there; null where only a trial can tell. */
export function whyMissing(kind: Accelerator): string | null {
  const { platform } = process;
  if (kind === 'cuda') {
    const drivers = platform === 'win32' ? [join(windowsFolder(), 'nvcuda.dll')] : NVIDIA;
    return drivers.some((file) => existsSync(file)) ? null : 'there is no NVIDIA driver';
  }
  if (kind === 'webgpu' && platform === 'linux' && vulkanDrivers().length === 0)
    return 'there is no Vulkan driver';
  return null;
}

/** Changes when the system or a graphics driver does: what was found out before need not hold then. */
export function driversNow(): string {
  const files =
    process.platform === 'win32'
      ? [join(windowsFolder(), 'nvcuda.dll'), join(windowsFolder(), 'DriverStore', 'FileRepository')]
      : [...NVIDIA, ...vulkanDrivers(), ...vulkanDrivers().flatMap(libraryOf)];
  return createHash('sha256')
    .update(JSON.stringify([release(), version(), ...files.map((file) => [file, stateOf(file)])]))
    .digest('hex');
}

/** The library that a Vulkan driver's JSON names, where it says so by a path. */
function libraryOf(manifest: string): string[] {
  try {
    const path = /"library_path"\s*:\s*"(\/[^"]+)"/.exec(readFileSync(manifest, 'utf8'))?.[1];
    return path === undefined ? [] : [path];
  } catch {
    return [];
  }
}

/** Of what lies in /proc the time says nothing, but the content does. */
function stateOf(file: string): string | null {
  try {
    return file.startsWith('/proc/') ? readFileSync(file, 'utf8') : String(statSync(file).mtimeMs);
  } catch {
    return null;
  }
}
