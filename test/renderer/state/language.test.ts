// The window's language: named at the start, else chosen, else the system's.
import { afterEach, expect, test, vi } from 'vitest';
import type { Session } from '../../../renderer/state/session.svelte.ts';
import { strings } from '../../../renderer/strings.ts';
import { openFakeWindow, windowState } from './support/fakeTransport.ts';

afterEach(() => {
  vi.unstubAllGlobals();
});

function sessionOn(wished: readonly string[]): Session {
  vi.stubGlobal('navigator', { languages: wished });
  return openFakeWindow({}).session;
}

test('the system’s language until something else is set, and again when that is taken back', () => {
  const session = sessionOn(['fr-FR', 'de-AT', 'en-US']);
  expect(session.language).toBe('de');
  expect(strings.close).toBe('Schließen');

  const set = { ...windowState.settings, language: 'es' as const };
  session.take({ ...windowState, settings: set });
  expect(session.language).toBe('es');
  expect(strings.close).toBe('Cerrar');

  session.take(windowState);
  expect(strings.close).toBe('Schließen');
});

test('what was named at the start comes first', () => {
  const session = sessionOn(['de-DE']);
  const settings = { ...windowState.settings, language: 'es' as const };
  session.take({ ...windowState, settings, languageNamed: 'zh' });
  expect(session.language).toBe('zh');
  expect(strings.close).toBe('关闭');
});
