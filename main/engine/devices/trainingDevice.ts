// Where a model is trained: gradients run on CUDA and on the processor; on other devices only networks are tried out.
import { deviceTitles } from '../../../models/device.ts';
import { processor } from './processor.ts';
import type { Device } from '../engine.ts';
import type { InstalledModel } from '../protocol.ts';

export function trainingDevice({ device = processor() }: InstalledModel): Device {
  if (device.kind === 'cuda' || device.kind === 'cpu') return device;
  return processor(`${deviceTitles[device.kind]} runs networks here, but no training`);
}
