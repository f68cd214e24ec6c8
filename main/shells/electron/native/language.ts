// The language of the system's own menus and dialogs: the window's.
import { app } from 'electron';
import { stringsIn, type Shape } from '../../../../models/language/catalogue.ts';
import { languageOf, type AnyLanguage } from '../../../../models/language/languages.ts';
import { phrasebookOf } from '../../../../models/language/phrasebook.ts';
import { namedLanguage, systemLanguages } from '../../../language.ts';
import { readPreferences } from '../../../window/settings/preferences.ts';
import { catalogue } from './words.ts';

let language: AnyLanguage = 'en';

/** What menus and dialogs say; read it when something is said. */
export const words = (): Shape<typeof catalogue.en> => stringsIn(catalogue, language);

/** The same for what is said before Electron can tell what its system speaks: by its environment. */
export async function earlyWords(): Promise<Shape<typeof catalogue.en>> {
  const { language: set } = await readPreferences();
  const spoken = set === 'system' ? languageOf(systemLanguages()) : set;
  return stringsIn(catalogue, namedLanguage() ?? spoken);
}

/** A sentence of the application, such as a failure's. */
export const translate = (sentence: string): string => phrasebookOf(language).say(sentence);

/** Follows what was named at the start, else what is set, else the system. Once Electron is ready, and after settings change. */
export async function followLanguage(): Promise<void> {
  const { language: set } = await readPreferences();
  language = namedLanguage() ?? (set === 'system' ? languageOf(app.getPreferredSystemLanguages()) : set);
}
