/** Files with a verdict on each, as in DIR/expected.tsv: a heading line, then `file` and `expectedErrors` by tabs. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Case {
  readonly file: string;
  /** Whether the file is to be rejected. */
  readonly rejected: boolean;
}

export type Part = 'all' | 'develop' | 'held';

/** One case per line of the table; a file may stand in several. Raises where there is no such table. */
export function readCases(folder: string, part: Part): Case[] {
  const [heading = '', ...lines] = readFileSync(join(folder, 'expected.tsv'), 'utf8')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const names = heading.split('\t').map((name) => name.trim().toLowerCase());
  const file = Math.max(0, names.indexOf('file'));
  const verdict = names.findIndex((name) => /^(expected|verdict|valid|result|errors)/.test(name));
  if (verdict < 0)
    throw new Error('expected.tsv has no column of verdicts: expectedErrors, expected, verdict or valid.');
  return lines
    .map((line) => line.split('\t').map((cell) => cell.trim()))
    .map((cells) => ({
      file: cells[file] ?? '',
      rejected: isRejection(cells[verdict] ?? '', names[verdict] ?? ''),
    }))
    .filter((one) => part === 'all' || isHeld(one.file) === (part === 'held'));
}

/** A number of errors, or a word. */
function isRejection(cell: string, column: string): boolean {
  if (/^\d+$/.test(cell)) return column === 'valid' ? cell === '0' : cell !== '0';
  return /^(false|no|reject|rejected|invalid|error|errors|bad|fail|failed)$/i.test(cell);
}

/** A third of the files, the same on every machine, is not looked at while the validator is made. */
function isHeld(file: string): boolean {
  return (createHash('sha256').update(file).digest()[0] ?? 0) % 3 === 0;
}
