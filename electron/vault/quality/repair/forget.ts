/**
 * What the repair list holds of a person who was redacted, though it could never be read: found by what it says. A text is theirs that has one of their
 * identifiers or the sender's reference to them, or a name of theirs with their birth date, each as a whole word, in whatever form the date is.
 */
import { type JsonObject, parseJson } from '../../../../shared/records/json.ts';
import { objectsIn, textIn, textsIn } from '../../../../shared/records/members.ts';
import type { Writer } from '../../storage/database.ts';

/** Texts that are looked at in one piece. */
const PIECE = 2000;
/** A shorter number may be anything in a text: it counts where a name stands beside it. */
const TELLING = 6;

/** Whom a text may be about. */
export interface Person {
  readonly patient: JsonObject;
  /** Ids by which senders called them. */
  readonly originals: readonly string[];
}

/** Erases what the list holds of a person. */
export function forgetInRepairs(writer: Writer, json: string, originals: readonly string[]): void {
  const isAbout = aboutPerson({ patient: parseJson(json) as JsonObject, originals });
  for (let after = 0; ; ) {
    const rows = writer.all<{ id: number; raw: string; came: string | null }>(
      'SELECT id, raw, came FROM repair WHERE id > ? AND raw IS NOT NULL ORDER BY id LIMIT ?',
      after,
      PIECE,
    );
    const last = rows.at(-1);
    if (!last) return;
    for (const { id, raw, came } of rows)
      if (isAbout(raw) || (came !== null && isAbout(came))) writer.run('DELETE FROM repair WHERE id = ?', id);
    after = last.id;
  }
}

/** Tells whether a text is about a person. */
export function aboutPerson({ patient, originals }: Person): (text: string) => boolean {
  const numbers = [...objectsIn(patient.identifier).map(({ value }) => textIn(value)), ...originals].filter(Boolean);
  const [telling, short] = [true, false].map((long) => numbers.filter((one) => one.length >= TELLING === long));
  const references = originals.map((original) => word(`patient/${original}`));
  const ids = (telling ?? []).map(word);
  const beside = [...(short ?? []).map(word), ...bornWords(textIn(patient.birthDate))];
  const names = objectsIn(patient.name)
    .map(namePatterns)
    .filter((all) => all.length > 0);
  return (text) => {
    const plain = folded(text);
    const has = (pattern: RegExp): boolean => pattern.test(plain);
    return (
      ids.some(has) ||
      references.some(has) ||
      (names.some((all) => all.some((parts) => parts.every(has))) && beside.some(has))
    );
  };
}

/** A name as one text, in either order, or as its parts: each a list of what has to stand there. */
function namePatterns(name: JsonObject): RegExp[][] {
  const text = textIn(name.text);
  const [family, given] = [textIn(name.family), textsIn(name.given)];
  const first = given[0] ?? '';
  return [
    ...(text === '' ? [] : [[word(text)]]),
    ...(family === '' || first === '' ? [] : [[word(family + given.join(''))], [word(family), word(first)]]),
  ];
}

/** A birth date in the forms in which tables and programs write it; nothing of a part of one. */
function bornWords(born: string): RegExp[] {
  const [, year, month = '', day = ''] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(born) ?? [];
  if (year === undefined) return [];
  const [m, d] = [`0?${Number(month)}`, `0?${Number(day)}`];
  const forms = [
    `${year}\\s*[-/.年]\\s*${m}\\s*[-/.月]\\s*${d}`,
    `${year}${month}${day}`,
    `${d}[-/.]${m}[-/.]${year}`,
    `${m}[-/.]${d}[-/.]${year}`,
  ];
  return [new RegExp(`(?<!\\d)(?:${forms.join('|')})(?!\\d)`)];
}

/** A text that stands by itself: no letter or digit before and behind it. */
function word(text: string): RegExp {
  const plain = folded(text).replace(/[\^$.*+?()[\]{}|/]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${plain}(?![\\p{L}\\p{N}])`, 'u');
}

/** One width, one case, no escapes of JSON. */
function folded(text: string): string {
  const plain = text.includes('\\u')
    ? text.replace(/\\u([\da-f]{4})/gi, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
  return plain.normalize('NFKC').toLowerCase();
}
