import { writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { basename, join } from 'node:path';
import { app, type BrowserWindow, dialog } from 'electron';
import { fail, ok, type Result } from '../../shared/base/result.ts';
import type { DesktopInput, DesktopName, DesktopOutput } from '../../shared/bridge/desktop.ts';
import type { Locale } from '../../shared/bridge/session.ts';
import { RELEASE } from './build-facts.ts';
import { pdfOptions, printOptions } from './paper.ts';
import { pdfOf } from './pdf.ts';
import { type Words, wordsOf } from './words.ts';

/** Main's own answers, one per name in shared/bridge/desktop.ts. */
export type DesktopHandlers = {
  readonly [N in DesktopName]: (input: DesktopInput<N>) => Promise<Result<DesktopOutput<N>>>;
};

export interface DesktopParts {
  readonly window: () => BrowserWindow;
  readonly locale: () => Locale;
  readonly setLocale: (locale: Locale) => void;
}

const RECORD_FILES = ['json', 'ndjson', 'jsonl', 'gz'];
const CODE_FILES = ['csv', 'json', 'txt'];
const TABLE_FILES = ['csv', 'tsv', 'txt'];
const BACKUP_ENDING = 'xinglin-backup';
const ENROLMENT_ENDINGS = { request: 'xinglin-request', answer: 'xinglin-answer' } as const;

/** Makes the answers over the one window. */
export function desktopHandlers({ window, locale, setLocale }: DesktopParts): DesktopHandlers {
  /** The path of one file that somebody picks; no path where they cancelled. */
  const chooseFile = async (title: keyof Words, kind: keyof Words, extensions: string[]) => {
    const words = wordsOf(locale());
    const { filePaths } = await dialog.showOpenDialog(window(), {
      title: words[title],
      properties: ['openFile'],
      filters: [
        { name: words[kind], extensions },
        { name: words.allFiles, extensions: ['*'] },
      ],
    });
    const [path] = filePaths;
    return ok(path === undefined ? {} : { path });
  };
  const saveText = async (
    title: keyof Words,
    kind: keyof Words,
    { name, ending, text }: { readonly name: string; readonly ending: string; readonly text: string },
  ) => {
    const words = wordsOf(locale());
    const { filePath } = await dialog.showSaveDialog(window(), {
      title: words[title],
      defaultPath: join(app.getPath('documents'), `${fileName(name)}.${ending}`),
      filters: [{ name: words[kind], extensions: [ending] }],
    });
    return filePath ? save(filePath, Buffer.from(text)) : ok({});
  };
  /** Where somebody wants the next PDF: what a page asks for by itself is written nowhere. */
  let chosenForPdf: string | undefined;
  return {
    'desktop.info': async () =>
      ok({
        version: app.getVersion(),
        electron: process.versions.electron ?? '',
        evaluation: !RELEASE,
        platform: process.platform,
        defaultLocale: locale(),
        workstation: hostname().slice(0, 100),
      }),

    'desktop.chooseImport': async () => {
      const words = wordsOf(locale());
      const { filePaths } = await dialog.showOpenDialog(window(), {
        title: words.chooseImport,
        properties: ['openFile', 'multiSelections'],
        filters: [
          { name: words.records, extensions: RECORD_FILES },
          { name: words.allFiles, extensions: ['*'] },
        ],
      });
      return ok({ paths: filePaths });
    },

    'desktop.chooseFolder': async () => {
      const { filePaths } = await dialog.showOpenDialog(window(), {
        title: wordsOf(locale()).chooseFolder,
        properties: ['openDirectory', 'createDirectory'],
      });
      const [path] = filePaths;
      return ok(path === undefined ? {} : { path });
    },

    'desktop.saveBackup': async ({ name }) => {
      const words = wordsOf(locale());
      const day = new Date().toLocaleDateString('sv');
      const { filePath } = await dialog.showSaveDialog(window(), {
        title: words.saveBackup,
        defaultPath: join(app.getPath('documents'), `${fileName(name)} ${day}.${BACKUP_ENDING}`),
        filters: [{ name: words.backups, extensions: [BACKUP_ENDING] }],
      });
      return ok(filePath ? { path: filePath } : {});
    },

    'desktop.chooseBackup': () => chooseFile('chooseBackup', 'backups', [BACKUP_ENDING]),

    'desktop.chooseCodes': () => chooseFile('chooseCodes', 'codes', CODE_FILES),

    'desktop.chooseTable': () => chooseFile('chooseTable', 'tables', TABLE_FILES),

    'desktop.chooseMapping': () => chooseFile('chooseMapping', 'mappings', ['json']),

    'desktop.saveTable': ({ name, text }) => saveText('saveTable', 'tables', { name, ending: 'csv', text }),

    'desktop.savePicture': async ({ name, kind, data }) => {
      const words = wordsOf(locale());
      const { filePath } = await dialog.showSaveDialog(window(), {
        title: words.savePicture,
        defaultPath: join(app.getPath('documents'), `${fileName(name)}.${kind}`),
        filters: [{ name: kind.toUpperCase(), extensions: [kind] }],
      });
      return filePath ? save(filePath, Buffer.from(data, kind === 'png' ? 'base64' : 'utf8')) : ok({});
    },

    'desktop.saveMapping': ({ name, text }) => saveText('saveMapping', 'mappings', { name, ending: 'json', text }),

    'desktop.saveEnrolment': async ({ kind, name }) => {
      const words = wordsOf(locale());
      const { filePath } = await dialog.showSaveDialog(window(), {
        title: words.saveEnrolment,
        defaultPath: join(app.getPath('documents'), `${fileName(name)}.${ENROLMENT_ENDINGS[kind]}`),
        filters: [{ name: words.enrolments, extensions: [ENROLMENT_ENDINGS[kind]] }],
      });
      return ok(filePath ? { path: filePath } : {});
    },

    'desktop.chooseEnrolment': ({ kind }) => chooseFile('chooseEnrolment', 'enrolments', [ENROLMENT_ENDINGS[kind]]),

    'desktop.printers': async () => {
      const printers = await window().webContents.getPrintersAsync();
      return ok({ printers: printers.map(({ name, displayName }) => ({ name, title: displayName || name })) });
    },

    'desktop.print': async ({ printer, paper }) => {
      const { webContents } = window();
      if (printer !== undefined) {
        const known = await webContents.getPrintersAsync();
        if (!known.some(({ name }) => name === printer))
          return fail('no-printer', 'This printer is not here any more. Nothing was printed; choose another one.');
      }
      return new Promise((done) => {
        webContents.print(printOptions(printer, paper), (printed) => done(ok({ printed })));
      });
    },

    'desktop.choosePdf': async ({ name }) => {
      const { filePath } = await dialog.showSaveDialog(window(), {
        title: wordsOf(locale()).savePdf,
        defaultPath: join(app.getPath('documents'), `${fileName(name)}.pdf`),
        filters: [{ name: 'PDF', extensions: ['pdf'] }],
      });
      chosenForPdf = filePath === '' ? undefined : filePath;
      return ok(chosenForPdf === undefined ? {} : { path: chosenForPdf });
    },

    'desktop.savePdf': async ({ path, paper }) => {
      if (path !== chosenForPdf) return fail('invalid-input', 'Nobody has chosen this place for a PDF.');
      chosenForPdf = undefined;
      const pdf = await pdfOf(() => window().webContents.printToPDF(pdfOptions(paper)));
      return pdf.ok ? save(path, pdf.value) : pdf;
    },

    'desktop.setLocale': async ({ locale: chosen }) => {
      setLocale(chosen);
      return ok({});
    },
  };
}

/** A name that every file system takes. */
function fileName(name: string): string {
  const safe = basename(name)
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, ' ')
    .trim();
  return safe || 'Xinglin';
}

async function save(path: string, bytes: Uint8Array): Promise<Result<{ saved: string }>> {
  try {
    await writeFile(path, new Uint8Array(bytes), { mode: 0o600 });
    return ok({ saved: path });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') {
      return fail('disk-full', 'The disk is full. Nothing was lost; make room and save again.');
    }
    return fail('file-unwritable', 'The file could not be written there. Choose another folder.');
  }
}
