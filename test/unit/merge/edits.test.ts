import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { cryptoReady } from '../../../shared/crypto/sodium.ts';
import { editWrites } from '../../../shared/merge/diff.ts';
import {
  applyOperation,
  conflictsOf,
  creation,
  emptyRecord,
  type RecordState,
  type RegisterWrite,
  shownResource,
} from '../../../shared/merge/reducer.ts';
import { elementId } from '../../../shared/merge/split.ts';
import { canonicalJson, type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { runs } from '../../support/runs.ts';
import { hlc } from './world.ts';

beforeAll(() => cryptoReady);

const A = { system: 'phone', use: 'home', value: '1' };
const B = { system: 'phone', use: 'work', value: '2' };
const C = { system: 'email', value: 'e' };
const D = { system: 'fax', value: 'f' };

const patient = (...telecom: readonly JsonObject[]): JsonObject =>
  telecom.length > 0 ? { resourceType: 'Patient', id: 'p', telecom } : { resourceType: 'Patient', id: 'p' };
const made = (resource: JsonObject): RecordState =>
  applyOperation(emptyRecord(String(resource.resourceType), 'p'), 'a.0', hlc(1), creation(resource));
const then = (state: RecordState, id: string, clock: number, writes: readonly RegisterWrite[]): RecordState =>
  applyOperation(state, id, hlc(clock), { type: state.type, id: 'p', writes });
const phone = (element: JsonObject, copy = ''): string =>
  `telecom/${elementId(canonicalJson(element), () => false)}${copy}`;
const written = (writes: readonly RegisterWrite[]) =>
  writes.map(({ register, value, pos, pred }) => [register, value && JSON.parse(value), pos, pred]);

describe('an edit of a list', () => {
  const state = made(patient(A, B, C));
  const edit = (...telecom: readonly JsonObject[]) => written(editWrites(state, patient(...telecom)));

  it('writes nothing where nothing changed', () => {
    expect(edit(A, B, C)).toEqual([]);
    expect(editWrites(made(patient()), patient())).toEqual([]);
  });

  it('corrects the element of the same kind, in its place', () => {
    expect(edit(A, { ...B, value: '9' }, C)).toEqual([[phone(B), { ...B, value: '9' }, 2, ['a.0']]]);
    expect(edit({ ...B, value: '9' }, C)).toEqual([
      [phone(A), null, undefined, ['a.0']],
      [phone(B), { ...B, value: '9' }, 2, ['a.0']],
    ]);
  });

  it('corrects the one element that is another, where all others are as they were', () => {
    expect(edit(A, D, C)).toEqual([[phone(B), D, 2, ['a.0']]]);
    expect(edit(A, D)).toEqual([
      [phone(B), null, undefined, ['a.0']],
      [phone(C), null, undefined, ['a.0']],
      [phone(D), D, 2, []],
    ]);
  });

  it('takes no element for a correction whose content stands elsewhere', () => {
    expect(written(editWrites(made(patient(A, B)), patient(B, D)))).toEqual([
      [phone(A), null, undefined, ['a.0']],
      [phone(D), D, 3, []],
    ]);
  });

  it('adds at the end, between and in front', () => {
    expect(edit(A, B, C, D)).toEqual([[phone(D), D, 4, []]]);
    expect(edit(A, D, B, C)).toEqual([[phone(D), D, 1.5, []]]);
    expect(edit(D, A, B, C)).toEqual([[phone(D), D, 0.5, []]]);
    expect(written(editWrites(made(patient()), patient(D, C)))).toEqual([
      [phone(D), D, 1, []],
      [phone(C), C, 2, []],
    ]);
    const between = then(state, 'b.0', 2, editWrites(state, patient(A, D, B, C)));
    expect(written(editWrites(between, patient(A, D)))).toEqual([
      [phone(B), null, undefined, ['a.0']],
      [phone(C), null, undefined, ['a.0']],
    ]);
    const short = then(between, 'c.0', 3, editWrites(between, patient(A, D)));
    expect(written(editWrites(short, patient(A, D, C)))).toEqual([[phone(C), C, 2, ['c.0']]]);
  });

  it('removes', () => {
    expect(edit(A, C)).toEqual([[phone(B), null, undefined, ['a.0']]]);
    expect(edit()).toEqual([A, B, C].map((element) => [phone(element), null, undefined, ['a.0']]));
  });

  it('moves no more than it has to', () => {
    expect(edit(B, A, C)).toEqual([[phone(A), A, 2.5, ['a.0']]]);
    expect(edit(C, B, A)).toEqual([
      [phone(B), B, 4, ['a.0']],
      [phone(A), A, 5, ['a.0']],
    ]);
    expect(edit(B, C, A)).toEqual([[phone(A), A, 4, ['a.0']]]);
  });

  it('knows elements of one kind by their content before it takes one for a correction', () => {
    const [one, two] = [A, { ...A, value: '2' }];
    const both = made(patient(one, two));
    expect(written(editWrites(both, patient(two, one)))).toEqual([[phone(one), one, 3, ['a.0']]]);
    expect(written(editWrites(both, patient(two)))).toEqual([[phone(one), null, undefined, ['a.0']]]);
  });

  it('goes by the order that is shown, whenever an element was added', () => {
    const front = then(state, 'b.0', 2, editWrites(state, patient(D, A, B, C)));
    const other = { system: 'pager', value: 'p' };
    expect(written(editWrites(front, patient(other, A, B, C)))).toEqual([[phone(D), other, 0.5, ['b.0']]]);
  });

  it('tells elements in one place apart by their names, and orders them anew where somebody does', () => {
    const [first, second] = [A, B].sort((x, y) => (phone(x) < phone(y) ? -1 : 1)) as [typeof A, typeof A];
    for (const order of [
      [first, second],
      [second, first],
    ] as const) {
      const tied = then(
        made(patient()),
        'b.0',
        2,
        order.map((element) => ({ register: phone(element), value: canonicalJson(element), pos: 1, pred: [] })),
      );
      expect(JSON.parse(shownResource(tied)).telecom).toEqual([first, second]);
      expect(editWrites(tied, patient(first, second))).toEqual([]);
      const other = { system: 'pager', value: 'p' };
      expect(written(editWrites(tied, patient(other, second)))[0]).toEqual([phone(first), other, 1, ['b.0']]);
      for (const wanted of [
        [second, first],
        [first, D, second],
      ]) {
        const after = then(tied, 'c.0', 3, editWrites(tied, patient(...wanted)));
        expect(JSON.parse(shownResource(after)).telecom).toEqual(wanted);
      }
    }
  });

  it('finds a place between two elements however often', () => {
    let list: JsonObject[] = [A, B];
    let all = made(patient(...list));
    for (let n = 0; n < 120; n++) {
      list = [A, { system: 'pager', value: String(n) }, ...list.slice(1)];
      all = then(all, `b.${n}`, 2 + n, editWrites(all, patient(...list)));
      expect(JSON.parse(shownResource(all)).telecom).toEqual(list);
    }
  });

  it('counts equal elements', () => {
    expect(edit(A, A, B, C)).toEqual([[phone(A, '.2'), A, 1.5, []]]);
    expect(edit(A, A, A, B, C)).toEqual([
      [phone(A, '.2'), A, 1.5, []],
      [phone(A, '.3'), A, 1.75, []],
    ]);
  });

  it('gives content that another element began with a name of its own', () => {
    const corrected = then(state, 'b.0', 2, editWrites(state, patient({ ...A, value: '9' }, B, C)));
    expect(written(editWrites(corrected, patient({ ...A, value: '9' }, B, C, A)))).toEqual([
      [phone(A, '.2'), A, 4, []],
    ]);
  });

  it('brings a removed element back as the one that it was', () => {
    const gone = then(state, 'b.0', 2, editWrites(state, patient(B, C)));
    expect(written(editWrites(gone, patient(A, B, C)))).toEqual([[phone(A), A, 1, ['b.0']]]);
  });

  it('replaces every value of an element in conflict', () => {
    const mine = then(state, 'b.0', 2, editWrites(state, patient({ ...A, value: '8' }, B, C)));
    const open = then(mine, 'c.0', 3, editWrites(state, patient({ ...A, value: '9' }, B, C)));
    expect(conflictsOf(open)).toEqual([phone(A)]);
    expect(written(editWrites(open, patient({ ...A, value: '7' }, B, C)))).toEqual([
      [phone(A), { ...A, value: '7' }, 1, ['c.0', 'b.0']],
    ]);
    // what nobody touched is not decided by the way
    expect(editWrites(open, patient({ ...A, value: '9' }, B, C))).toEqual([]);
  });

  it('tells kinds apart by system, use, type and url', () => {
    for (const kind of ['system', 'use', 'type', 'url']) {
      const [one, two] = [
        { [kind]: 'x', value: '1' },
        { [kind]: 'y', value: '2' },
      ];
      const both = made(patient(one, two));
      expect(written(editWrites(both, patient({ ...two, value: '9' })))).toEqual([
        [phone(one), null, undefined, ['a.0']],
        [phone(two), { ...two, value: '9' }, 2, ['a.0']],
      ]);
    }
    const texts = made({ ...patient(), telecom: ['x', 'y'] });
    expect(editWrites(texts, { ...patient(), telecom: ['y'] }).map(({ value }) => value)).toEqual([null]);
  });
});

describe('an edit of elements', () => {
  const base: JsonObject = {
    resourceType: 'Patient',
    id: 'p',
    gender: 'male',
    birthDate: '1980',
    deceasedBoolean: false,
    text: { status: 'generated', div: '<div/>' },
  };
  const state = made(base);
  const edit = (change: Record<string, unknown>, narrative?: 'keep') =>
    written(editWrites(state, JSON.parse(JSON.stringify({ ...base, ...change })), narrative));

  it('writes what changed, and takes the narrative away that says otherwise', () => {
    expect(edit({})).toEqual([]);
    expect(edit({ gender: 'female' })).toEqual([
      ['gender', { gender: 'female' }, undefined, ['a.0']],
      ['text', null, undefined, ['a.0']],
    ]);
    expect(edit({ gender: 'female' }, 'keep')).toEqual([['gender', { gender: 'female' }, undefined, ['a.0']]]);
    expect(edit({ active: true, text: undefined })).toEqual([
      ['text', null, undefined, ['a.0']],
      ['active', { active: true }, undefined, []],
    ]);
    const told = { status: 'generated', div: '<div>f</div>' };
    expect(edit({ gender: 'female', text: told })).toEqual([
      ['gender', { gender: 'female' }, undefined, ['a.0']],
      ['text', { text: told }, undefined, ['a.0']],
    ]);
    expect(written(editWrites(made(patient(A)), { ...patient(A), gender: 'male' }))).toEqual([
      ['gender', { gender: 'male' }, undefined, []],
    ]);
  });

  it('removes an element, and changes the variant of a choice in one register', () => {
    expect(edit({ gender: undefined }, 'keep')).toEqual([['gender', null, undefined, ['a.0']]]);
    expect(edit({ deceasedBoolean: undefined, deceasedDateTime: '2020' }, 'keep')).toEqual([
      ['deceased', { deceasedDateTime: '2020' }, undefined, ['a.0']],
    ]);
  });

  it('turns a set into something else and back', () => {
    const list = made(patient(A));
    expect(written(editWrites(list, { ...patient(), telecom: 'none' }))).toEqual([
      ['telecom', { telecom: 'none' }, undefined, []],
      [phone(A), null, undefined, ['a.0']],
    ]);
    const text = made({ ...patient(), telecom: 'none' });
    expect(written(editWrites(text, patient(A)))).toEqual([
      ['telecom', null, undefined, ['a.0']],
      [phone(A), A, 1, []],
    ]);
  });

  it('leaves an empty list alone, fills it, and leaves none behind', () => {
    const empty = made({ ...patient(), telecom: [] });
    expect(shownResource(empty)).toBe(canonicalJson({ ...patient(), telecom: [] }));
    expect(editWrites(empty, { ...patient(), telecom: [] })).toEqual([]);
    expect(written(editWrites(empty, patient(A)))).toEqual([
      ['telecom', null, undefined, ['a.0']],
      [phone(A), A, 1, []],
    ]);
    expect(written(editWrites(made(patient(A)), { ...patient(), telecom: [] }))).toEqual([
      [phone(A), null, undefined, ['a.0']],
    ]);
    expect(editWrites(made(patient()), { ...patient(), telecom: [] })).toEqual([]);
    expect(written(editWrites(made(patient()), { ...patient(), contained: [] }))).toEqual([
      ['contained', { contained: [] }, undefined, []],
    ]);
  });
});

describe('numbers', () => {
  const read = (text: string): JsonObject => parseJson(text) as JsonObject;
  const observation = (value: string): RecordState =>
    applyOperation(
      emptyRecord('Observation', 'p'),
      'a.0',
      hlc(1),
      creation(read(`{"component":${value},"id":"p","resourceType":"Observation"}`)),
    );
  const edit = (from: string, to: unknown) =>
    editWrites(observation(from), { resourceType: 'Observation', id: 'p', component: to as never }).map(
      ({ value }) => value,
    );

  it('keep their text where the form did not change them', () => {
    expect(edit('[{"value":1.50}]', [{ value: 1.5 }])).toEqual([]);
    expect(edit('[{"value":1.50}]', [{ value: 1.6 }])).toEqual(['{"component":[{"value":1.6}]}']);
    expect(edit('[{"code":"x","value":1.50}]', [{ code: 'y', value: 1.5 }])).toEqual([
      '{"component":[{"code":"y","value":1.50}]}',
    ]);
    expect(edit('[1.50,2.50]', [2.5])).toEqual(['{"component":[2.50]}']);
    expect(edit('[1.50,1.5]', [1.5, 1.5])).toEqual([]);
    expect(edit('[1.50]', [1.5, 3])).toEqual(['{"component":[1.50,3]}']);
    expect(edit('[{"a":[1.50],"b":2.0}]', [{ a: [1.5], b: 3 }])).toEqual(['{"component":[{"a":[1.50],"b":3}]}']);
    expect(edit('[{"v":1.0},{"v":2.0}]', [{ v: 2 }, { v: 1 }])).toEqual(['{"component":[{"v":2.0},{"v":1.0}]}']);
    expect(edit('{"v":1.0}', [{ v: 1 }])).toEqual(['{"component":[{"v":1}]}']);
    expect(edit('[[1.0]]', { v: 1 })).toEqual(['{"component":{"v":1}}']);
    expect(edit('["1.0"]', [1])).toEqual(['{"component":[1]}']);
    expect(edit('[true]', [1.5, null])).toEqual(['{"component":[1.5,null]}']);
  });
});

describe('two people who edit a list apart', () => {
  const uses = ['home', 'work', 'temp', 'old'];
  const deed = fc.constantFrom('leave', 'leave', 'remove', 'correct 1', 'correct 2');
  // who removes one and adds another in the same place has corrected it, as far as anybody can tell
  const person = fc
    .record({ deeds: fc.tuple(deed, deed, deed, deed), adds: fc.constantFrom(null, 'm', 'n') })
    .map(({ deeds, adds }) => ({ deeds, adds: deeds.includes('remove') ? null : adds }));

  it('each have what they meant: by the identity of what they saw, not by its place', () => {
    fc.assert(
      fc.property(person, person, fc.boolean(), (mine, yours, mineIsNewer) => {
        const base = uses.map((use) => ({ system: 'phone', use, value: '0' }));
        const state = made(patient(...base));
        const list = ({ deeds, adds }: typeof mine): JsonObject[] => [
          ...base.flatMap((element, n) => {
            const does = deeds[n] ?? 'leave';
            if (does === 'remove') return [];
            return [does === 'leave' ? element : { ...element, value: does.slice(-1) }];
          }),
          ...(adds === null ? [] : [{ system: 'pager', value: adds }]),
        ];
        const [first, second] = mineIsNewer ? [3, 2] : [2, 3];
        const merged = [
          { id: 'b.0', clock: first, writes: editWrites(state, patient(...list(mine))) },
          { id: 'c.0', clock: second, writes: editWrites(state, patient(...list(yours))) },
        ].reduce((all, { id, clock, writes }) => (writes.length > 0 ? then(all, id, clock, writes) : all), state);

        let conflicts = 0;
        const expected: string[] = [];
        uses.forEach((use, n) => {
          const [my, your] = [mine.deeds[n] ?? 'leave', yours.deeds[n] ?? 'leave'];
          const changes = [...new Set([my, your].filter((does) => does !== 'leave'))];
          if (changes.length > 1) conflicts += 1;
          const corrections = [mineIsNewer ? my : your, mineIsNewer ? your : my].filter((does) =>
            does.startsWith('correct'),
          );
          const stands = corrections[0]?.slice(-1) ?? (changes.includes('remove') ? null : '0');
          if (stands !== null) expected.push(`${use} ${stands}`);
        });
        for (const added of new Set([mine.adds, yours.adds])) if (added !== null) expected.push(`undefined ${added}`);
        const shown = (JSON.parse(shownResource(merged)).telecom ?? []) as { use?: string; value: string }[];
        expect(shown.map(({ use, value }) => `${use} ${value}`).sort()).toEqual(expected.sort());
        expect(conflictsOf(merged)).toHaveLength(conflicts);
      }),
      { numRuns: runs(1000), seed: 29 },
    );
  });
});
