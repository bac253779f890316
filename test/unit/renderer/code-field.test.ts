/** The field for code, as far as it needs no window: what it offers, what it says, and how texts come into it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { CompletionContext, type CompletionSource } from '@codemirror/autocomplete';
import { json } from '@codemirror/lang-json';
import { ensureSyntaxTree } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { openQueryTables } from '../../../electron/vault/storage/query-tables.ts';
import { brokenAt } from '../../../renderer/ui/code/json.ts';
import { PHRASES } from '../../../renderer/ui/code/phrases.ts';
import { sqlite } from '../../../renderer/ui/code/sqlite.ts';
import { FUNCTIONS, KEYWORDS, TYPES } from '../../../renderer/ui/code/sqlite-words.ts';
import { difference, insertion } from '../../../renderer/ui/code/text.ts';

const TABLES = [
  {
    name: 'patients',
    title: 'Patients',
    columns: [
      { name: 'id', type: 'id' },
      { name: 'gender', type: 'code' },
    ],
  },
  {
    name: 'visits',
    title: '',
    columns: [
      { name: 'id', type: 'id' },
      { name: 'day', type: 'date' },
    ],
  },
];

/** What is offered where `|` stands, best kind of word first. */
async function offered(text: string, explicit = false) {
  const at = text.indexOf('|');
  const state = EditorState.create({ doc: text.replace('|', ''), extensions: [sqlite(TABLES)] });
  ensureSyntaxTree(state, state.doc.length, 5000);
  const context = new CompletionContext(state, at, explicit);
  const sources = state.languageDataAt<CompletionSource>('autocomplete', at);
  const results = await Promise.all(sources.map((source) => source(context)));
  return results.flatMap((result) => (result ? [...result.options] : []));
}
const labels = async (text: string) => (await offered(text)).map(({ label }) => label);

describe('words that are offered in SQL', () => {
  it('are tables with what they show, columns with their tables and types, functions, and keywords as one writes', async () => {
    const words = await offered('SELECT ge|');
    expect(words.find(({ label }) => label === 'patients')).toMatchObject({ detail: 'Patients' });
    expect(words.find(({ label }) => label === 'gender')).toMatchObject({ detail: 'patients · code' });
    expect(words.find(({ label }) => label === 'id')).toMatchObject({ detail: 'patients, visits' });
    expect(words.map(({ label }) => label)).toEqual(expect.arrayContaining(['count', 'clinic_day', 'group']));
    expect(await labels('SELECT G|')).toContain('GROUP');
  });

  it('are the columns of the table, or of its other name, behind a dot', async () => {
    expect(await labels('SELECT p.| FROM patients p')).toEqual(['id', 'gender']);
    expect(await labels('SELECT visits.d| FROM visits')).toEqual(['id', 'day']);
  });

  it('are none in a text or a remark, and none that nobody began', async () => {
    expect(await labels("SELECT 'ge|'")).toEqual([]);
    expect(await labels('-- ge|')).toEqual([]);
    expect(await labels('SELECT |')).toEqual([]);
    expect((await offered('SELECT |', true)).length).toBeGreaterThan(50);
  });

  it('put columns of tables that are named first', async () => {
    const words = await offered('SELECT da| FROM visits');
    const boost = (name: string) => words.find(({ label }) => label === name)?.boost ?? 0;
    expect(boost('day')).toBeGreaterThan(boost('gender'));
  });

  it('are functions that the notebook has', () => {
    const tables = openQueryTables({ clinic_day: () => null });
    const there = new Set(
      [...tables.query('SELECT DISTINCT name FROM pragma_function_list').rows()].map(([name]) => name),
    );
    tables.close();
    expect(Object.keys(FUNCTIONS).filter((name) => !there.has(name) && !['json_each'].includes(name))).toEqual([]);
  });

  it('are keywords, each once', () => {
    const all = `${KEYWORDS} ${TYPES}`.split(' ');
    expect(new Set(all).size).toBe(all.length);
    expect(all.every((word) => /^[a-z_]+$/.test(word))).toBe(true);
  });
});

describe('the field for code', () => {
  it('has every phrase of the editor in the locale files', () => {
    const { resolve } = createRequire(import.meta.url);
    const asked = ['view', 'autocomplete', 'lint', 'commands'].flatMap((part) => [
      ...readFileSync(resolve(`@codemirror/${part}`), 'utf8').matchAll(/\.phrase\((?:"([^"]+)"|([^)"]+))/g),
    ]);
    expect(asked.length).toBeGreaterThan(4);
    expect(asked.filter(([, phrase]) => phrase === undefined || !(phrase in PHRASES)).map(([call]) => call)).toEqual(
      [],
    );
  });

  it.each([
    ['', 'SELECT 1', 0],
    ['SELECT a FROM t', 'SELECT ab FROM t', 8],
    ['aaa', 'aa', 2],
    ['SELECT 1', '', 0],
    ['x', 'x', 1],
  ])('makes %j %j, and leaves what both have as it is', (before, after, kept) => {
    const state = EditorState.create({ doc: before, selection: { anchor: kept } });
    const next = state.update(difference(before, after)).state;
    expect(next.doc.toString()).toBe(after);
    expect(next.selection.main.head).toBeLessThanOrEqual(after.length);
  });

  it.each([
    ['SELECT |', 'SELECT a|'],
    ['SELECT|', 'SELECT a|'],
    ['SELECT b,|', 'SELECT b, a|'],
    ['SELECT p.| FROM p', 'SELECT p.a| FROM p'],
    ['SELECT count(|)', 'SELECT count(a|)'],
    ['|', 'a|'],
  ])('puts a word into %j', (before, after) => {
    const at = before.indexOf('|');
    const state = EditorState.create({ doc: before.replace('|', ''), selection: { anchor: at } });
    const next = state.update(insertion(state, 'a')).state;
    const { head } = next.selection.main;
    expect(`${next.sliceDoc(0, head)}|${next.sliceDoc(head)}`).toBe(after);
  });

  it.each([
    ['{"a": [1, true, null]}', undefined],
    ['{"a": 1,, "b": 2}', 8],
    ['{"a": 1', 7],
    ['', 0],
  ])('finds where %j stops being JSON', (text, at) => {
    expect(brokenAt(EditorState.create({ doc: text, extensions: [json()] }))).toBe(at);
  });
});
