/** What the window may ask of Electron's main process itself (windows, dialogs, print), and the face of the preload. */
import { z } from 'zod';
import { Locale } from './session.ts';

const Nothing = z.strictObject({});
const EnrolmentFile = z.enum(['request', 'answer']);

/** Millimetres, upright. */
export const PaperSize = z.strictObject({
  width: z.number().min(20).max(500),
  height: z.number().min(15).max(500),
});
export type PaperSize = z.infer<typeof PaperSize>;

export const desktopCalls = {
  /** Facts for the "about" line. `evaluation`: not a release build; the window says so. */
  'desktop.info': {
    input: Nothing,
    output: z.strictObject({
      version: z.string(),
      electron: z.string(),
      evaluation: z.boolean(),
      platform: z.string(),
      defaultLocale: Locale,
      workstation: z.string(),
    }),
  },
  /** Open dialog for import; empty where the user cancelled. */
  'desktop.chooseImport': { input: Nothing, output: z.strictObject({ paths: z.array(z.string()) }) },
  /** Folder dialog for export. */
  'desktop.chooseFolder': { input: Nothing, output: z.strictObject({ path: z.string().optional() }) },
  /** Where a backup is to be written; `name`: the clinic's. Absent where they cancelled. */
  'desktop.saveBackup': {
    input: z.strictObject({ name: z.string().max(200) }),
    output: z.strictObject({ path: z.string().optional() }),
  },
  /** Open dialog for a backup. */
  'desktop.chooseBackup': { input: Nothing, output: z.strictObject({ path: z.string().optional() }) },
  /** Open dialog for a list of codes. */
  'desktop.chooseCodes': { input: Nothing, output: z.strictObject({ path: z.string().optional() }) },
  /** Open dialog for a table (CSV). */
  'desktop.chooseTable': { input: Nothing, output: z.strictObject({ path: z.string().optional() }) },
  /** Open dialog for a mapping of tables (JSON). */
  'desktop.chooseMapping': { input: Nothing, output: z.strictObject({ path: z.string().optional() }) },
  /** A mapping of tables, where the user says; `saved` is absent where they cancelled. */
  'desktop.saveMapping': {
    input: z.strictObject({ name: z.string().max(200), text: z.string().max(1_000_000) }),
    output: z.strictObject({ saved: z.string().optional() }),
  },
  /** A table (CSV) that the window has made, where the user says; `saved` is absent where they cancelled. */
  'desktop.saveTable': {
    input: z.strictObject({ name: z.string().max(200), text: z.string().max(1_000_000) }),
    output: z.strictObject({ saved: z.string().optional() }),
  },
  /** A picture that the window has made, where the user says: PNG as base64, SVG as its text; `saved` is absent where they cancelled. */
  'desktop.savePicture': {
    input: z.strictObject({
      name: z.string().max(200),
      kind: z.enum(['png', 'svg']),
      data: z.string().max(20_000_000),
    }),
    output: z.strictObject({ saved: z.string().optional() }),
  },
  /** Where a request or an answer of a workstation without a network is to be written; `name`: the workstation's or the clinic's. */
  'desktop.saveEnrolment': {
    input: z.strictObject({ kind: EnrolmentFile, name: z.string().max(200) }),
    output: z.strictObject({ path: z.string().optional() }),
  },
  /** Open dialog for one. */
  'desktop.chooseEnrolment': {
    input: z.strictObject({ kind: EnrolmentFile }),
    output: z.strictObject({ path: z.string().optional() }),
  },
  /** What can be printed on from here. */
  'desktop.printers': {
    input: Nothing,
    output: z.strictObject({ printers: z.array(z.strictObject({ name: z.string(), title: z.string() })) }),
  },
  /**
   * Prints the page as it stands (print style sheet): on `printer` at once, otherwise by the system's dialog. `paper`: its pages fill
   * sheets of this size, without a margin of the printer's.
   */
  'desktop.print': {
    input: z.strictObject({ printer: z.string().max(300).optional(), paper: PaperSize.optional() }),
    output: z.strictObject({ printed: z.boolean() }),
  },
  /** Where a PDF is to be written. Absent where they cancelled. */
  'desktop.choosePdf': {
    input: z.strictObject({ name: z.string().max(200) }),
    output: z.strictObject({ path: z.string().optional() }),
  },
  /** The page as PDF, on A4 unless `paper` says otherwise, at the place that was chosen last; it goes to no other. */
  'desktop.savePdf': {
    input: z.strictObject({ path: z.string().max(4096), paper: PaperSize.optional() }),
    output: z.strictObject({ saved: z.string() }),
  },
  /** Menu and dialogs speak this language. */
  'desktop.setLocale': { input: z.strictObject({ locale: Locale }), output: Nothing },
};

export type DesktopName = keyof typeof desktopCalls;
export type DesktopInput<N extends DesktopName> = z.input<(typeof desktopCalls)[N]['input']>;
export type DesktopOutput<N extends DesktopName> = z.output<(typeof desktopCalls)[N]['output']>;

/** `window.xinglin`, exposed by the preload: a proxy without logic. Answers are `Result`s, parsed by who asks. */
export interface WindowBridge {
  call(name: string, input: unknown): Promise<unknown>;
  /** Hears an event of the vault; returns the function that stops hearing. */
  on(name: string, listener: (payload: unknown) => void): () => void;
  /** The path of a dropped `File`. */
  pathForFile(file: unknown): string;
}
