// `facet` on the PATH of Windows, as far as it can be tried elsewhere: what is read from and written to the registry, by a stand-in
// for reg.exe that knows its files; the installer's part, compiled; the script's text.
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  decodeFile,
  encodeFile,
  readValue,
  writeValue,
} from '../../../../main/shells/windows/registryFile.ts';
import {
  changeUserPath,
  withFolder,
  withoutFolder,
  type RunReg,
} from '../../../../main/shells/windows/userPath.ts';
import { temporaryFolder } from '../../library/support/libraries.ts';

const FOLDER = 'C:\\Users\\José Müller\\AppData\\Local\\Programs\\Facet\\bin';
const windows = resolve(import.meta.dirname, '../../../../main/shells/packaging/windows');

/** As reg.exe exports a text: plain ones in quotes, others as bytes in lines of 80 characters. */
function exported(name: string, kind: 1 | 2, text: string): string {
  const hex = [...Buffer.from(`${text}\0`, 'utf16le')].map((byte) => byte.toString(16).padStart(2, '0'));
  const lines: string[] = [`"${name}"=hex(2):`];
  for (const byte of hex) {
    const line = lines.at(-1) ?? '';
    if (line.length > 75) {
      lines[lines.length - 1] = `${line}\\`;
      lines.push(`  ${byte},`);
    } else lines[lines.length - 1] = `${line}${byte},`;
  }
  const bytes = lines.join('\r\n').replace(/,$/, '');
  const quoted = `"${name}"="${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
  return [
    'Windows Registry Editor Version 5.00',
    '',
    '[HKEY_CURRENT_USER\\Environment]',
    '"TEMP"=hex(2):25,00,55,00,00,00',
    '"OneDrive"="C:\\\\Users\\\\José Müller\\\\OneDrive"',
    kind === 1 ? quoted : bytes,
    '',
    '[HKEY_CURRENT_USER\\Environment\\Sub]',
    '"Path"="not this one"',
    '',
  ].join('\r\n');
}

/** A registry with one PATH. */
function registry(path: { readonly name: string; readonly kind: 1 | 2; readonly text: string } | null) {
  let value = path;
  let writes = 0;
  const reg: RunReg = (what, ...given) => {
    if (what === 'export') {
      const none = 'Windows Registry Editor Version 5.00\r\n\r\n[HKEY_CURRENT_USER\\Environment]\r\n\r\n';
      const [key, file = '', yes] = given;
      expect([key, yes]).toEqual(['HKEY_CURRENT_USER\\Environment', '/y']);
      writeFileSync(file, encodeFile(value === null ? none : exported(value.name, value.kind, value.text)));
      return;
    }
    expect(what).toBe('import');
    writes++;
    const text = decodeFile(readFileSync(given[0] ?? ''));
    expect(text).toMatch(
      /^Windows Registry Editor Version 5\.00\r\n\r\n\[HKEY_CURRENT_USER\\Environment\]\r\n"/,
    );
    const read = text.includes('"=-') ? null : readValue(text, 'path');
    if (read === 'unreadable') throw new Error('the file holds no text');
    value = read;
  };
  return { reg, path: () => value, writes: () => writes };
}

const LONG = Array.from({ length: 120 }, (_, at) => `%USERPROFILE%\\ツール\\number ${at}\\bin`).join(';');

test.each([
  ['none', null, { name: 'Path', kind: 2, text: FOLDER }],
  [
    'a usual one',
    { name: 'Path', kind: 2, text: '%USERPROFILE%\\bin' },
    { name: 'Path', kind: 2, text: `%USERPROFILE%\\bin;${FOLDER}` },
  ],
  [
    'one in capitals, plain, with a semicolon at its end',
    { name: 'PATH', kind: 1, text: 'C:\\a "b";' },
    { name: 'PATH', kind: 1, text: `C:\\a "b";${FOLDER}` },
  ],
  [
    'one of over 1024 characters',
    { name: 'Path', kind: 2, text: LONG },
    { name: 'Path', kind: 2, text: `${LONG};${FOLDER}` },
  ],
] as const)('%s: the folder is put on it once, and taken off with the rest as it was', (_, before, after) => {
  const { reg, path, writes } = registry(before);
  expect(changeUserPath('add', FOLDER, reg)).toBe(true);
  expect(path()).toEqual(after);
  expect(changeUserPath('add', FOLDER.toUpperCase(), reg)).toBe(true);
  expect(writes()).toBe(1);
  expect(changeUserPath('remove', FOLDER, reg)).toBe(true);
  expect(path()?.text ?? null).toBe(before === null ? null : before.text.replace(/;$/, ''));
  expect(path()?.kind).toBe(before?.kind);
  expect(changeUserPath('remove', FOLDER, reg)).toBe(true);
  expect(writes()).toBe(2);
});

test('a PATH is left alone where it is no text, would be too long, or reg.exe fails', () => {
  const full = registry({ name: 'Path', kind: 2, text: 'x'.repeat(32_750) });
  expect(changeUserPath('add', FOLDER, full.reg)).toBe(false);
  expect(full.writes()).toBe(0);
  const odd: RunReg = (what, _, file = '') => {
    if (what !== 'export') throw new Error('nothing is written');
    writeFileSync(
      file,
      encodeFile('Windows Registry Editor Version 5.00\r\n\r\n[K]\r\n"Path"=hex(7):41,00,00,00\r\n'),
    );
  };
  expect(changeUserPath('add', FOLDER, odd)).toBe(false);
  const broken: RunReg = () => {
    throw new Error('access is denied');
  };
  expect(changeUserPath('remove', FOLDER, broken)).toBe(false);
  expect(changeUserPath('replace', FOLDER, full.reg)).toBe(false);
});

test('folders are the same in any case, in quotes and with a backslash; a semicolon in quotes parts nothing', () => {
  for (const same of [`"${FOLDER}"`, `${FOLDER}\\`, FOLDER.toLowerCase(), ` ${FOLDER} `])
    expect(withFolder(`C:\\a;${same};C:\\b`, FOLDER)).toBe(`C:\\a;${same};C:\\b`);
  expect(withoutFolder(`C:\\a;"C:\\b;c";"${FOLDER}";;D:\\d`, FOLDER)).toBe('C:\\a;"C:\\b;c";;D:\\d');
  expect(withoutFolder(`C:\\a;${FOLDER}2`, FOLDER)).toBe(`C:\\a;${FOLDER}2`);
  expect(withFolder(`C:\\a;${FOLDER}2`, FOLDER)).toBe(`C:\\a;${FOLDER}2;${FOLDER}`);
});

test('what is written is read again, whatever is in it', () => {
  for (const text of [LONG, 'a', '"quotes" \\ and ünïcödé 生日 😀']) {
    const file = decodeFile(encodeFile(writeValue('K', 'A"\\b', { kind: 2, text })));
    expect(file).toContain('"A\\"\\\\b"=hex(2):');
    expect(readValue(writeValue('K', 'Path', { kind: 2, text }), 'PATH')).toEqual({
      name: 'Path',
      kind: 2,
      text,
    });
  }
});

describe('the script', () => {
  const script = readFileSync(join(windows, 'facet.cmd'), 'utf8');

  test('ends its lines as cmd.exe wants them, and is ASCII', () => {
    expect(script.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(script).toMatch(/^[\x20-\x7e\r\n]*$/);
  });

  test('goes to labels that are there, hands on every argument and the exit code', () => {
    const labels = [...script.matchAll(/^:(\w+)/gm)].map(([, label]) => label);
    for (const [, label] of script.matchAll(/goto (\w+)/g)) expect(labels).toContain(label);
    expect(script).toContain('"%program%" --log-level=3 -- %*\r\nexit /b %errorlevel%');
    // The same words go to the window, and to the command line, as by the script of other systems.
    const launcher = readFileSync(join(windows, '../launcher.sh'), 'utf8');
    for (const word of ['--help', '--version', '--web']) {
      expect(launcher).toContain(word);
      expect(script).toContain(`if /i "%first%"=="${word}" goto command`);
    }
  });

  test('is packed where the PATH leads, beside the program', () => {
    const packing = readFileSync(join(windows, '../../../../electron-builder.yml'), 'utf8');
    expect(packing).toContain('to: bin/facet.cmd');
    expect(packing).toContain('include: main/shells/packaging/windows/installer.nsh');
    expect(script).toContain('%~dp0..\\Facet.exe');
    expect(packing).toContain('productName: Facet\n');
  });
});

test('the installer’s part is compiled by NSIS', (context) => {
  if (spawnSync('makensis', ['-VERSION']).error !== undefined)
    context.skip('makensis is not here (Debian’s package nsis)');
  const folder = temporaryFolder();
  const script = join(folder, 'installer.nsi');
  writeFileSync(
    script,
    `Unicode true
Name "Facet"
OutFile "${join(folder, 'out.exe')}"
RequestExecutionLevel user
!include LogicLib.nsh
!define APP_EXECUTABLE_FILENAME "Facet.exe"
!define isUpdated '"$1" == "updated"'
!include "${join(windows, 'installer.nsh')}"
Section
  StrCpy $INSTDIR "$LOCALAPPDATA\\Programs\\Facet"
  WriteUninstaller "$INSTDIR\\u.exe"
  !insertmacro customInstall
SectionEnd
Section Uninstall
  !insertmacro customUnInstall
SectionEnd
`,
  );
  const said = execFileSync('makensis', ['-V4', '-WX', script], { encoding: 'utf8' });
  expect(said).toContain('--facet-path=add');
  expect(said).toContain('--facet-path=remove');
  // It never reads or writes a PATH itself.
  expect(said).not.toMatch(/ReadRegStr|WriteRegExpandStr|WriteRegStr/);
});
