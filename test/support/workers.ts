// Worker threads that all tests of a process share.
import { Workers } from '../../main/work/workers.ts';

export const workers = new Workers();
