// Whether this is a moment to fetch a hundred megabytes: not where there is no network, nor where every byte is paid for.
import { execFile } from 'node:child_process';
import { networkInterfaces } from 'node:os';
import { promisify } from 'node:util';

const run = promisify(execFile);

export type Network = 'absent' | 'metered' | 'usable';

export async function networkNow(): Promise<Network> {
  const outside = Object.values(networkInterfaces()).some((all) => all?.some(({ internal }) => !internal));
  if (!outside) return 'absent';
  return (await isMetered()) ? 'metered' : 'usable';
}

/** False where the system does not say: updates were asked for then, and are offered before they are fetched. */
async function isMetered(): Promise<boolean> {
  try {
    if (process.platform === 'linux')
      return metersInNetworkManager((await run(...askNetworkManager, quick)).stdout);
    if (process.platform === 'win32') return costsInWindows((await run(...askWindows, quick)).stdout);
    return false;
  } catch {
    return false;
  }
}

const quick = { timeout: 5000, windowsHide: true } as const;

const askNetworkManager: [string, string[]] = [
  'busctl',
  [
    ...['get-property', 'org.freedesktop.NetworkManager', '/org/freedesktop/NetworkManager'],
    ...['org.freedesktop.NetworkManager', 'Metered'],
  ],
];

/** NMMetered: 1 is yes, 3 is a guessed yes (https://networkmanager.dev/docs/api/latest/nm-dbus-types.html#NMMetered). */
export const metersInNetworkManager = (said: string): boolean => /^u (1|3)\s*$/.test(said);

const askWindows: [string, string[]] = [
  'powershell.exe',
  [
    ...['-NoProfile', '-NonInteractive', '-Command'],
    '[Windows.Networking.Connectivity.NetworkInformation,Windows.Networking.Connectivity,ContentType=WindowsRuntime]' +
      '::GetInternetConnectionProfile().GetConnectionCost().NetworkCostType',
  ],
];

/** NetworkCostType: everything but Unrestricted and Unknown has a price or an end. */
export const costsInWindows = (said: string): boolean => /^(Fixed|Variable)\s*$/.test(said.trim());
