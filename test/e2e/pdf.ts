/** Reads of a PDF what tests ask about: sheets and their size; its text, where poppler is on this machine. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Pdf {
  readonly pages: number;
  /** Millimetres, rounded, of each page. */
  readonly sizes: readonly string[];
  /** Undefined where nothing here reads it. */
  readonly text: string | undefined;
}

const MM_PER_POINT = 25.4 / 72;

/** Chromium writes the dictionaries of pages as plain text. */
export function readPdf(path: string): Pdf {
  const raw = readFileSync(path, 'latin1');
  const boxes = [...raw.matchAll(/\/MediaBox\s*\[\s*([\d.]+)\s+([\d.]+)\s+([\d.]+)\s+([\d.]+)\s*\]/g)];
  const sizes = boxes.map((box) =>
    [box[3], box[4]].map((points) => Math.round(Number(points) * MM_PER_POINT)).join('x'),
  );
  return { pages: [...raw.matchAll(/\/Type\s*\/Page\b/g)].length, sizes, text: textOf(path) };
}

function textOf(path: string): string | undefined {
  try {
    return execFileSync('pdftotext', ['-layout', '-enc', 'UTF-8', path, '-'], { encoding: 'utf8', stdio: 'pipe' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
