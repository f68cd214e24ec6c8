// A test that is made again begins where it began: what its failed attempt left open is closed, what it left behind is gone.
import { beforeEach } from 'vitest';
import { beginAttempt } from './e2e/support/shells/attempts.ts';

beforeEach(({ task }) => beginAttempt((task.result?.retryCount ?? 0) > 0));
