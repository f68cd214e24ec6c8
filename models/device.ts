// Where networks can run.

/** In the order in which they are tried: what a network was made for first, the processor, which always works, last. */
export const deviceKinds = ['cuda', 'directml', 'coreml', 'webgpu', 'cpu'] as const;

/** Facet chooses. */
export const AUTO = 'auto';

export type DeviceKind = (typeof deviceKinds)[number];

/** What people call them. */
export const deviceTitles: Readonly<Record<DeviceKind, string>> = {
  cuda: 'CUDA',
  directml: 'DirectML',
  coreml: 'Core ML',
  webgpu: 'WebGPU',
  cpu: 'CPU',
};

export const isDeviceKind = (text: string): text is DeviceKind =>
  (deviceKinds as readonly string[]).includes(text);
