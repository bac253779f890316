import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { searchTexts, type TextSearch } from '../../../electron/vault/records/full-text.ts';
import { textsOf } from '../../../electron/vault/records/full-text-parts.ts';
import { snippetOf } from '../../../electron/vault/records/full-text-snippet.ts';
import { phrasesOf, placedWords } from '../../../electron/vault/records/full-text-words.ts';
import { indexRecord, unindexRecord } from '../../../electron/vault/records/indexes.ts';
import { project } from '../../../electron/vault/records/projection.ts';
import type { Store } from '../../../electron/vault/storage/database.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { insert, insertAll, openScratch } from './rows.ts';

const subject = { reference: 'Patient/p' };
const other = { reference: 'Patient/q' };
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const document = (id: string, contentType: string, text: string, more: JsonObject = {}): JsonObject => ({
  resourceType: 'DocumentReference',
  id,
  subject,
  content: [{ attachment: { contentType, data: base64(text) } }],
  ...more,
});
const condition = (id: string, text: string, more: JsonObject = {}): JsonObject => ({
  resourceType: 'Condition',
  id,
  subject,
  code: { text },
  ...more,
});

const RECORDS: JsonObject[] = [
  { resourceType: 'Patient', id: 'p', name: [{ family: '张', given: ['三'] }] },
  { resourceType: 'Patient', id: 'q', name: [{ family: 'Smith', given: ['Jo'] }] },
  condition('hypertension', '高血压病', { recordedDate: '2024-01-05', subject: other }),
  condition('coded', '', {
    code: { coding: [{ system: 'http://snomed.info/sct', code: '38341003', display: 'Hypertensive disorder' }] },
    note: [{ text: 'Café au lait spots. Sees Dr O’Brien.', authorString: 'Secretword' }],
  }),
  document('note', 'text/plain; charset=utf-8', '患者诉血压高，无头痛。Blood pressure 150/95 mmHg.', {
    date: '2024-03-01T10:00:00+08:00',
  }),
  document('traditional', 'text/plain', '患者訴頭痛，診斷：高血壓。', { date: '2023-03-01' }),
  document(
    'page',
    'text/html',
    '<style>p{color:red}</style><p class="hidden">Chest&nbsp;pain &amp; <b>fe</b>ver&#33;</p><!-- comment -->',
  ),
  document('markdown', 'text/markdown', '# Plan\n\n* metoprolol 25 mg'),
  document('chinese', 'text/plain; charset=gbk', ''),
  document('picture', 'image/png', 'chest picture'),
  document('unknown', 'text/plain; charset=klingon', 'chest'),
  {
    resourceType: 'Observation',
    id: 'vital',
    subject,
    code: { text: 'Hypertension screening' },
    valueQuantity: { value: 1 },
  },
  { resourceType: 'Observation', id: 'finding', subject, code: { text: 'X' }, valueString: 'Rhonchi on both sides' },
  {
    resourceType: 'Composition',
    id: 'letter',
    subject,
    title: 'Discharge letter',
    text: { status: 'generated', div: '<div>generatedword</div>' },
    section: [{ title: 'Course', text: { status: 'generated', div: '<div><p>Uneventful</p><p>course</p></div>' } }],
  },
  { resourceType: 'Basic', id: 'narrative', text: { status: 'additional', div: '<div>Narrativeword</div>' } },
  { resourceType: 'CarePlan', id: 'plan', subject, description: 'Walk daily', note: [{ text: 'Diet: less salt' }] },
  {
    resourceType: 'QuestionnaireResponse',
    id: 'answers',
    subject,
    item: [{ item: [{ text: 'Sleep?', answer: [{ valueString: 'badly' }] }] }],
  },
  condition('wrong', 'Migraine', {
    verificationStatus: { coding: [{ code: 'entered-in-error' }] },
    recordedDate: '2025-01-01',
  }),
  condition('right', 'Migraine with a much longer text that therefore ranks behind', { recordedDate: '2020-01-01' }),
  condition('newer', 'Gout', { recordedDate: '2024-01-01' }),
  condition('older', 'Gout', { recordedDate: '2022-01-01' }),
];

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
let store: Store;
let close: () => void;
beforeAll(() => {
  ({ store, close } = openScratch());
  const gbk = RECORDS.map((one) =>
    one.id === 'chinese'
      ? { ...one, content: [{ attachment: { contentType: 'text/plain; charset=gbk', data: 'xOPKrA==' } }] }
      : one,
  );
  insertAll(store, gbk);
  store.transaction((writer) => insert(writer, condition('gone', 'Scurvy'), { deleted: true }));
});
afterAll(() => close());

const search = (text: string, more: Partial<TextSearch> = {}) =>
  searchTexts(store, { text, limit: 50, offset: 0, locale: 'en', ...more });
const find = (text: string, more: Partial<TextSearch> = {}): string[] => search(text, more).hits.map((hit) => hit.id);

describe('searchTexts', () => {
  it.each([
    // Chinese where the characters stand together, traditional and simplified alike
    ['高血压', ['hypertension', 'traditional']],
    ['高血壓', ['hypertension', 'traditional']],
    ['血压', ['hypertension', 'note', 'traditional']],
    ['血压高', ['note']],
    ['头痛', ['note', 'traditional']],
    ['头痛 诊断', ['traditional']],
    ['压血', []],
    ['尿', []],
    ['呕', []],
    // Latin: case and accents, beginnings of the last word only
    ['HYPERTENSIVE', ['coded']],
    ['hypertens', ['coded']],
    ['cafe', ['coded']],
    ['café au', ['coded']],
    ['caf lait', []],
    ['lait caf', ['coded']],
    ['o’brien', ['coded']],
    ["o'brien", ['coded']],
    ['blood-pressure', ['note']],
    ['pressure blood', ['note']],
    ['pressure-blood', []],
    ['150/95', ['note']],
    ['150/9', ['note']],
    ['95/150', []],
    ['mg', ['markdown']],
    ['血压 blood', ['note']],
    // texts of attachments, without tags, styles, comments
    ['chest pain', ['page']],
    ['fever', []],
    ['red', []],
    ['hidden', []],
    ['comment', []],
    ['nbsp', []],
    ['metoprolol', ['markdown']],
    ['你', ['chinese']],
    ['picture', []],
    // elements at any depth
    ['rhonchi', ['finding']],
    ['uneventful course', ['letter']],
    ['discharge', ['letter']],
    ['salt', ['plan']],
    ['walk', ['plan']],
    ['badly', ['answers']],
    ['narrativeword', ['narrative']],
    // not: generated narratives, authors, names of every measurement
    ['generatedword', []],
    ['secretword', []],
    ['screening', []],
    // errors last, the deleted not at all, ties by date
    ['migraine', ['right', 'wrong']],
    ['scurvy', []],
    ['gout', ['newer', 'older']],
    // no phrase across two texts
    ['disorder-cafe', []],
    // nothing to look for
    ['"', []],
    ['* AND', []],
    ['   ', []],
    ['-', []],
  ])('%s', (text, expected) => {
    const found = find(text);
    expect(found.toSorted()).toEqual(expected.toSorted());
    if (['migraine', 'gout'].includes(text)) expect(found).toEqual(expected);
  });

  it('tells whose record it is, what and when, with the piece of text that was found', () => {
    expect(search('血压高').hits).toEqual([
      {
        type: 'DocumentReference',
        id: 'note',
        patient: { id: 'p', name: '张三' },
        title: 'DocumentReference',
        date: '2024-03-01',
        snippet: [
          { text: '患者诉', hit: false },
          { text: '血压高', hit: true },
          { text: '，无头痛。Blood pressure 150/95 mmHg.', hit: false },
        ],
      },
    ]);
    expect(search('narrative').hits[0]).toEqual({
      type: 'Basic',
      id: 'narrative',
      title: 'Basic',
      snippet: [{ text: 'Narrativeword', hit: true }],
    });
    expect(search('高血壓').hits.find((hit) => hit.id === 'traditional')?.snippet).toContainEqual({
      text: '高血壓',
      hit: true,
    });
  });

  it('looks at one patient, or at some types', () => {
    expect(find('血压', { patient: 'q' })).toEqual(['hypertension']);
    expect(find('血压', { types: ['Condition'] })).toEqual(['hypertension']);
    expect(find('血压', { patient: 'p', types: ['Condition'] })).toEqual([]);
    expect(find('血压', { patient: 'nobody' })).toEqual([]);
    expect(find('血压', { types: [] })).toEqual([]);
  });

  it('gives page after page', () => {
    const all = find('血压');
    const first = search('血压', { limit: 2 });
    expect(first).toMatchObject({ more: true });
    const second = search('血压', { limit: 2, offset: 2 });
    expect(second).toMatchObject({ more: false });
    expect([...first.hits, ...second.hits].map((hit) => hit.id)).toEqual(all);
  });

  it('follows a record that changes and one that goes', () => {
    const id = 'changing';
    insertAll(store, [condition(id, 'Measles')]);
    const rid = store.get<{ rid: number }>('SELECT rid FROM record WHERE id = ?', id)?.rid ?? 0;
    expect(find('measles')).toEqual([id]);
    const resource = condition(id, 'Mumps');
    store.transaction((writer) => {
      unindexRecord(writer, rid);
      indexRecord(writer, { rid, type: 'Condition', id, resource, projection: project(resource, dayOf) });
    });
    expect(find('measles')).toEqual([]);
    expect(find('mumps')).toEqual([id]);
    store.transaction((writer) => unindexRecord(writer, rid));
    expect(find('mumps')).toEqual([]);
  });

  it('never hands the text to the query language of the index', () => {
    const hostile = fc.stringMatching(/^(?:["'()*:^+\-{}\0\uE000 ]|AND|OR|NOT|NEAR|words|高|a|é|½){0,20}$/u);
    fc.assert(
      fc.property(
        fc.oneof(hostile, fc.string({ unit: 'binary', maxLength: 40 }), fc.string({ unit: 'grapheme' })),
        (text) => {
          expect(search(text).hits.length).toBeLessThanOrEqual(RECORDS.length);
        },
      ),
      { numRuns: 1500, seed: 7 },
    );
  });

  it('finds what a naive search over all words finds', () => {
    const scratch = openScratch();
    try {
      const piece = fc.constantFrom('高', '血', '压', '壓', 'ab', 'abc', 'Ä', 'b', ' ', ', ', '½', 'é', '1');
      const text = fc.array(piece, { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join(''));
      const texts = fc.sample(text, { numRuns: 300, seed: 1 });
      insertAll(
        scratch.store,
        texts.map((one, index) => condition(`c${index}`, one)),
      );
      const words = texts.map((one) => placedWords(one).map(({ word }) => word));
      fc.assert(
        fc.property(text, (typed) => {
          const phrases = phrasesOf(typed);
          const expected = words.flatMap((own, index) =>
            phrases.length > 0 &&
            phrases.every(({ words: wanted, beginning }) =>
              own.some((_, at) =>
                wanted.every((word, nth) =>
                  beginning && nth === wanted.length - 1 ? own[at + nth]?.startsWith(word) : own[at + nth] === word,
                ),
              ),
            )
              ? [`c${index}`]
              : [],
          );
          const { hits } = searchTexts(scratch.store, { text: typed, limit: 400, offset: 0, locale: 'en' });
          expect(hits.map((hit) => hit.id).toSorted()).toEqual(expected.toSorted());
          for (const hit of hits) expect(hit.snippet.some((one) => one.hit)).toBe(true);
        }),
        { numRuns: 300, seed: 2 },
      );
    } finally {
      scratch.close();
    }
  });

  it('answers for a word that stands in thousands of records with the newest, in a chart too', () => {
    const many = openScratch();
    try {
      const day = (index: number): string => new Date(Date.UTC(2020, 0, 1 + (index % 2000))).toISOString().slice(0, 10);
      insertAll(
        many.store,
        Array.from({ length: 5200 }, (_, index) =>
          condition(`c${index}`, 'common cold', {
            recordedDate: day(index),
            subject: index % 100 === 0 ? other : subject,
          }),
        ),
      );
      const found = (more: Partial<TextSearch>) =>
        searchTexts(many.store, { text: 'cold', limit: 10, offset: 0, locale: 'en', ...more });
      expect(found({}).more).toBe(true);
      expect(found({}).hits[0]?.date).toBe(day(1999));
      expect(found({ patient: 'q', limit: 200 }).hits).toHaveLength(52);
      expect(found({ types: ['Observation'] }).hits).toEqual([]);
    } finally {
      many.close();
    }
  });
});

describe('textsOf', () => {
  it('reads whatever a sender puts where', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('Condition', 'DocumentReference', 'Composition', 'Basic', ''),
        fc.jsonValue(),
        (type, value) => {
          const texts = textsOf({
            resourceType: type,
            code: value,
            note: value,
            section: value,
            content: value,
            text: value,
          } as JsonObject);
          expect(texts.every((text) => text.trim() !== '')).toBe(true);
        },
      ),
      { seed: 5 },
    );
    let deep: JsonObject = { text: 'deep' };
    for (let depth = 0; depth < 10_000; depth += 1) deep = { a: deep };
    expect(textsOf({ resourceType: 'Condition', note: deep })).toEqual([]);
  });

  it('leaves no tag of a page, and reads its characters', () => {
    const texts = (html: string) => textsOf(document('d', 'text/html', html));
    expect(texts('a<br>b &lt;script&gt; &#x4e2d;&#20013; &unknown; <script>x()</script>')).toEqual([
      'a b <script> 中中 &unknown;',
    ]);
    expect(texts('5 < 6 and <!-- never closed')).toEqual(['5 < 6 and']);
    expect(texts('<p>&#0;&#9999999;</p>')).toEqual([]);
  });
});

describe('snippetOf', () => {
  const phrases = phrasesOf('needle');
  const long = 'word '.repeat(200);

  it('cuts around the first place, between words, and marks every place there', () => {
    const pieces = snippetOf([`${long}needle and needles ${long}`], phrases);
    expect(pieces.filter((piece) => piece.hit).map((piece) => piece.text)).toEqual(['needle', 'needles']);
    expect(pieces[0]).toEqual({ text: '…', hit: false });
    expect(pieces.at(-1)).toEqual({ text: '…', hit: false });
    const whole = pieces.map((piece) => piece.text).join('');
    expect(whole.length).toBeLessThan(200);
    expect(whole).toMatch(/^…word .*word…$/);
  });

  it('prefers the text that has it, and shows the beginning of the first where none has', () => {
    expect(snippetOf(['hay', 'a needle'], phrases)).toEqual([
      { text: 'a ', hit: false },
      { text: 'needle', hit: true },
    ]);
    expect(snippetOf(['hay', 'straw'], phrases)).toEqual([{ text: 'hay', hit: false }]);
    expect(snippetOf([], phrases)).toEqual([]);
  });

  it('cuts no character in two', () => {
    const text = `${'𠮷'.repeat(100)}needle${'𠮷'.repeat(200)}`;
    const whole = snippetOf([text], phrases)
      .map((piece) => piece.text)
      .join('');
    expect(whole.isWellFormed()).toBe(true);
    expect(whole).toContain('needle');
  });
});
