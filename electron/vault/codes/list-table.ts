/** A table of codes as concepts of a CodeSystem. */
import { HAN } from '../../../shared/records/han.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { csvRows } from './csv.ts';

/** How columns are called: the whole heading, else a part of it. The first that fits is taken. */
const HEADINGS = {
  code: { whole: ['code', '编码', '代码', 'icd', 'icd10', 'icd-10'], part: /编码|代码|\bcode\b/ },
  english: { whole: ['english', 'en', '英文'], part: /英文|english/ },
  chinese: { whole: ['chinese', 'zh', '中文'], part: /中文|chinese/ },
  name: { whole: ['display', 'name', '名称', '通用名'], part: /名|display|\bname\b|description|title/ },
} as const;
type Column = keyof typeof HEADINGS;
const COLUMNS: readonly Column[] = ['code', 'english', 'chinese', 'name'];

export interface Concepts {
  readonly concept: JsonObject[];
  /** Lines without code or name, and codes that stand there twice. */
  readonly left: number;
}

/** The concepts of a table whose first line names its columns; undefined where it has none for the code, or none for a name. */
export function conceptsOf(text: string): Concepts | undefined {
  const [head = [], ...rows] = csvRows(text);
  const at = columnsOf(head.map((name) => name.toLowerCase()));
  if (at.code === undefined || (at.name ?? at.chinese ?? at.english) === undefined) return undefined;
  const seen = new Set<string>();
  const concept: JsonObject[] = [];
  let left = 0;
  for (const row of rows) {
    const value = (column: Column): string => {
      const place = at[column];
      return place === undefined ? '' : (row[place] ?? '').replace(/\s+/g, ' ');
    };
    const code = value('code');
    const made = code === '' || seen.has(code) ? undefined : conceptOf(code, value);
    if (made) concept.push(made);
    else left += 1;
    seen.add(code);
  }
  return { concept, left };
}

function columnsOf(head: readonly string[]): Partial<Record<Column, number>> {
  const taken = new Set<number>();
  const columns: Partial<Record<Column, number>> = {};
  for (const test of ['whole', 'part'] as const) {
    for (const column of COLUMNS) {
      if (columns[column] !== undefined) continue;
      const { whole, part } = HEADINGS[column];
      const names: readonly string[] = whole;
      const at = head.findIndex(
        (name, place) => !taken.has(place) && (test === 'whole' ? names.includes(name) : part.test(name)),
      );
      if (at < 0) continue;
      columns[column] = at;
      taken.add(at);
    }
  }
  return columns;
}

/** The name is the display; what is in the other language stands beside it. */
function conceptOf(code: string, value: (column: Column) => string): JsonObject | undefined {
  const name = value('name');
  const zh = value('chinese') || (HAN.test(name) ? name : '');
  const en = value('english') || (HAN.test(name) ? '' : name);
  const display = name || zh || en;
  if (display === '') return undefined;
  const designation = [
    ...(zh !== '' && zh !== display ? [{ language: 'zh-CN', value: zh }] : []),
    ...(en !== '' && en !== display ? [{ language: 'en', value: en }] : []),
  ];
  return { code, display, ...(designation.length > 0 && { designation }) };
}
