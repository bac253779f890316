/** Whether a concept of a record is one of those that are asked for. */
import type { ConceptMatch } from '../../../../shared/cohorts/definition.ts';
import type { Part } from './fragment.ts';

/** After every text with the same beginning, as SQLite compares. */
const LAST = '\u{10FFFF}';

type CodeMatch = Exclude<ConceptMatch, { readonly text: string }>;

export function isCode(match: ConceptMatch): match is CodeMatch {
  return !('text' in match);
}

/** Where codes lie that are asked for: from one on, up to another and without it. */
interface Span {
  readonly from: string;
  readonly before: string;
}

/** The code itself and those below it, or all from the first to the last with what begins like it. */
function spansOf(match: CodeMatch): Span[] {
  if ('from' in match) return [{ from: match.from, before: match.to + LAST }];
  const { code } = match;
  // nothing lies between a text and the same text with NUL behind it
  return [
    { from: code, before: `${code}\0` },
    { from: `${code}.`, before: `${code}.${LAST}` },
  ];
}

/** Whether the concept at `path` of the JSON `json` (both SQL of our own) is one of `of`. */
export function conceptIs(json: string, path: string, of: readonly ConceptMatch[], system?: string): Part {
  const codings = of.map((match) => codingIs(match, system));
  const words = of.flatMap((match) => ('text' in match ? [match.text] : []));
  const texts = words.map((text) => wordIn(`${json} ->> '${path}.text'`, text));
  const parts: Part[] = [
    {
      sql: `EXISTS (SELECT 1 FROM json_each(${json}, '${path}.coding') k WHERE ${codings.map(({ sql }) => sql).join(' OR ')})`,
      params: codings.flatMap(({ params }) => params),
    },
    ...texts,
  ];
  return { sql: `(${parts.map(({ sql }) => sql).join(' OR ')})`, params: parts.flatMap(({ params }) => params) };
}

/** Whether words stand in a text, whatever the case of A to Z. */
function wordIn(expression: string, words: string): Part {
  return { sql: `instr(lower(coalesce(${expression}, '')), ?) > 0`, params: [asciiLower(words)] };
}

/** As SQLite lowers: A to Z alone. */
function asciiLower(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

/** Of a member of a coding `k`; NULL where it is none. */
const member = (name: string): string => `CASE WHEN k.type = 'object' THEN k.value ->> '$.${name}' END`;

function codingIs(match: ConceptMatch, otherwise: string | undefined): Part {
  if (!isCode(match)) return wordIn(member('display'), match.text);
  const system = match.system ?? otherwise;
  const spans = spansOf(match);
  const code = spans.map(() => `(${member('code')} >= ? AND ${member('code')} < ?)`).join(' OR ');
  const bounds = spans.flatMap(({ from, before }) => [from, before]);
  if (system === undefined) return { sql: `coalesce(${code}, 0)`, params: bounds };
  return { sql: `coalesce(${member('system')} = ? AND (${code}), 0)`, params: [system, ...bounds] };
}
