/** How what is found is told: order, pages, totals, parts of records, errors. http://hl7.org/fhir/R4/search.html#return */
import { describe, expect, it } from 'vitest';
import { searchFhir } from '../../../electron/vault/query/search.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { insert, ZONE } from '../records-read/rows.ts';
import { kept, NOW, searched } from './clinic.ts';

const patient = (id: string, family: string, birthDate?: string): JsonObject => ({
  resourceType: 'Patient',
  id,
  name: [{ family }],
  ...(birthDate === undefined ? {} : { birthDate }),
});
const weights = Array.from({ length: 25 }, (_, i) =>
  kept(
    `{"resourceType":"Observation","id":"w${String(i).padStart(2, '0')}","status":"final","code":{"text":"weight"},"effectiveDateTime":"2020-01-${String((i % 5) + 1).padStart(2, '0')}","valueQuantity":{"value":${i}.50,"unit":"kg"},"note":[{"text":"n"}],"text":{"status":"generated","div":"<div>x</div>"}}`,
  ),
);
const clinic = searched([
  patient('a', 'Zhao', '1980-05-05'),
  patient('b', 'Ängström', '1990'),
  patient('c', 'an', '1980-05-04'),
  patient('d', 'Bo'),
  ...weights,
]);

describe('_sort', () => {
  it.each([
    ['Patient', ['a', 'b', 'c', 'd']],
    ['Patient?_sort=birthdate', ['c', 'a', 'b', 'd']],
    ['Patient?_sort=-birthdate', ['b', 'a', 'c', 'd']],
    ['Patient?_sort=family', ['c', 'b', 'd', 'a']],
    ['Patient?_sort=-name', ['a', 'd', 'b', 'c']],
    ['Patient?_sort=-_id', ['d', 'c', 'b', 'a']],
    ['Patient?_sort=_lastUpdated,-_id', ['d', 'c', 'b', 'a']],
    ['Observation?_sort=-date,value-quantity&_count=3', ['w04', 'w09', 'w14']],
    ['Observation?_sort=date,-value-quantity&_count=3', ['w20', 'w15', 'w10']],
  ])('%s', async (query, expected) => {
    expect(await clinic.ids(query)).toEqual(expected);
  });

  it('refuses what cannot be sorted by', async () => {
    expect(await clinic.refusal('Observation?_sort=code-value-quantity')).toMatch(/_sort=code-value-quantity/);
    expect(await clinic.refusal('Observation?_sort=foo')).toMatch(/has none of this name. It has .*based-on/);
    expect(await clinic.refusal('Observation?_sort=date,')).toMatch(/_sort/);
  });
});

describe('pages', () => {
  it.each([
    'Observation?_count=4',
    'Observation?_count=7&_sort=-date',
    'Observation?_count=7&_sort=date,status',
    'Observation?_count=3&_total=none',
    'Observation?value-quantity=ge0&_count=10',
    '?_type=Patient,Observation&_count=5',
  ])('hold every record once: %s', async (query) => {
    const found = await clinic.all(query);
    expect(new Set(found).size).toBe(found.length);
    expect(found).toHaveLength(query.includes('_type') ? 29 : 25);
  });

  it('go on where they ended, while records come, change and go', async () => {
    const { store, bundle } = searched(weights.slice(0, 6));
    const first = await bundle('Observation?_count=3&_sort=_id');
    store.transaction((writer) => {
      writer.run("UPDATE record SET deleted = 1 WHERE id IN ('w02', 'w03')");
      insert(writer, { resourceType: 'Observation', id: 'w01b', status: 'final' });
      insert(writer, { resourceType: 'Observation', id: 'w99', status: 'final' });
    });
    const next = await bundle(first.link.find(({ relation }) => relation === 'next')?.url ?? '');
    expect(next.entry?.map(({ resource }) => resource.id)).toEqual(['w04', 'w05', 'w99']);
  });

  it('tell the total once, or not at all', async () => {
    const first = await clinic.bundle('Observation?_count=10');
    expect(first.total).toBe(25);
    expect((await clinic.bundle(first.link[1]?.url ?? '')).total).toBe(25);
    expect(await clinic.bundle('Observation?_total=none&_count=10')).not.toHaveProperty('total');
    const count = await clinic.bundle('Observation?date=2020-01-01&_summary=count');
    expect(count).toEqual({
      resourceType: 'Bundle',
      type: 'searchset',
      total: 5,
      link: [expect.objectContaining({ relation: 'self' })],
    });
    expect((await clinic.bundle('Observation?_count=0')).entry).toBeUndefined();
    expect((await clinic.bundle('Observation?_summary=count')).total).toBe(25);
  });

  it('link to themselves with what was understood', async () => {
    const { link } = await clinic.bundle('/Observation?date=ge2020-01-01&code:text=wei%20ght&_count=2');
    expect(link).toEqual([
      {
        relation: 'self',
        url: 'https://xinglin.example/fhir/Observation?date=ge2020-01-01&code:text=wei%20ght&_count=2',
      },
    ]);
  });

  it.each(['x', 'e30', '%00', 'eyJrIjpbXSwiciI6MX0x'])('refuse a page that is not theirs: %s', async (page) => {
    expect(await clinic.refusal(`Observation?_page=${page}`)).toMatch(/_page: this is not from/);
    expect(
      await clinic.refusal(`Observation?_sort=date&_page=${Buffer.from('{"k":[],"r":1}').toString('base64url')}`),
    ).toMatch(/_page/);
  });
});

describe('records in an answer', () => {
  const text = (query: string) =>
    searchFhir(clinic.store, { query, timeZone: ZONE, now: NOW, closed: [] }, new AbortController().signal);

  it('keep the text of their numbers, in whatever part', async () => {
    for (const more of ['', '&_pretty=true', '&_elements=value', '&_summary=data', '&_summary=true']) {
      expect(await text(`Observation?_id=w03${more}`)).toMatch(/"value": ?3\.50/);
    }
  });

  it('come in part', async () => {
    const one = async (query: string) => Object.keys((await clinic.bundle(query)).entry?.[0]?.resource ?? {}).sort();
    expect(await one('Observation?_id=w03&_elements=valueQuantity,note')).toEqual([
      'code',
      'id',
      'meta',
      'note',
      'resourceType',
      'status',
      'valueQuantity',
    ]);
    expect(await one('Observation?_id=w03&_elements=value')).toContain('valueQuantity');
    expect(await one('Observation?_id=w03&_summary=true')).toEqual([
      'code',
      'effectiveDateTime',
      'id',
      'meta',
      'resourceType',
      'status',
      'valueQuantity',
    ]);
    expect(await one('Observation?_id=w03&_summary=text')).toEqual([
      'code',
      'id',
      'meta',
      'resourceType',
      'status',
      'text',
    ]);
    expect(await one('Observation?_id=w03&_summary=data')).not.toContain('text');
    expect(await one('Observation?_id=w03&_summary=false')).not.toContain('meta');
    const { entry } = await clinic.bundle('Observation?_id=w03&_elements=note');
    expect(entry?.[0]?.resource.meta).toMatchObject({ tag: [{ code: 'SUBSETTED' }] });
  });

  it('are not there when deleted', async () => {
    const { store, ids } = searched(weights.slice(0, 2));
    store.transaction((writer) => writer.run("UPDATE record SET deleted = 1 WHERE id = 'w00'"));
    expect(await ids('Observation')).toEqual(['w01']);
    expect(await ids('Observation?_id=w00,w01')).toEqual(['w01']);
  });
});

describe('_content', () => {
  const notes = searched([
    { resourceType: 'Condition', id: 'c1', code: { text: '高血压' }, note: [{ text: 'Told about blood pressure' }] },
    { resourceType: 'Condition', id: 'c2', note: [{ text: 'pressure ulcer' }] },
    { resourceType: 'Procedure', id: 'p1', note: [{ text: 'blood taken' }] },
  ]);

  it.each([
    ['Condition?_content=pressure', ['c1', 'c2']],
    ['Condition?_content=blood', ['c1']],
    ['Condition?_content=ulcer,blood', ['c1', 'c2']],
    ['Condition?_content=高血压', ['c1']],
    ['?_type=Condition,Procedure&_content=blood', ['c1', 'p1']],
  ])('%s', async (query, expected) => {
    expect(await notes.ids(query)).toEqual(expected);
  });

  it('needs a word, and an index', async () => {
    expect(await notes.refusal('Condition?_content=,')).toMatch(/no word/);
    expect(await notes.refusal('Condition?_content:exact=x')).toMatch(/_content:exact/);
    notes.store.transaction((writer) => writer.run("DELETE FROM meta WHERE key = 'projection'"));
    expect(await notes.refusal('Condition?_content=x')).toMatch(/still being indexed/);
  });
});

describe('what is wrong', () => {
  it.each([
    ['Foo?name=x', /resource type of FHIR R4/],
    ['Patient?foo=1', /parameter foo: Patient has none of this name. It has .*birthdate/],
    ['Patient?name', /there is no value/],
    ['Patient?name=', /there is no value/],
    ['Patient?name=a,,b', /value missing/],
    ['Patient?=x', /has no name/],
    ['Patient?name=%E0%A4%A', /not encoded/],
    ['Patient?name:foo=x', /of the modifiers it knows missing, exact, contains/],
    ['Patient?name:exact:exact=x', /more than one modifier/],
    ['Patient?birthdate:exact=2000', /of the modifiers it knows missing/],
    ['Patient?name:missing=maybe', /true or false/],
    ['Patient?_filter=x', /does not have it/],
    ['Patient?_text=x', /Use _content, or the search in texts/],
    ['Patient?_query=x', /named queries/],
    ['Location?near=1|2', /distance/],
    ['Patient?_format=xml', /JSON only/],
    ['Patient?_summary=all', /_summary: this is true, text/],
    ['Patient?_elements=foo', /no element/],
    ['Patient?_count=x', /whole number/],
    ['Patient?_count=1&_count=2', /only once/],
    ['Patient?_contained=true', /_contained: this is false/],
    ['Patient?_type=Observation', /several types/],
    ['?_type=Foo', /no resource type/],
    ['?name=x', /has none of this name/],
    ['Patient/p1', /resource type/],
    ['Patient?_sort:x=name', /does not have this modifier/],
    ['Patient?__proto__=1', /none of this name/],
    ["Patient?name'; DROP TABLE record; --=1", /none of this name/],
  ])('is told: %s', async (query, message) => {
    expect(await clinic.refusal(query)).toMatch(message);
  });

  it('is nothing that SQL would read', async () => {
    for (const value of ["' OR 1=1 --", '%', '_', '"', "x') UNION SELECT 1 --"]) {
      expect(await clinic.ids(`Observation?code=${encodeURIComponent(value)}`)).toEqual([]);
      expect(await clinic.ids(`Patient?identifier=${encodeURIComponent(value)}`)).toEqual([]);
    }
  });

  it('is cancelled between two pieces', async () => {
    const abort = new AbortController();
    const running = searchFhir(
      clinic.store,
      { query: 'Observation?value-quantity=1', timeZone: ZONE, now: NOW, closed: [] },
      abort.signal,
    );
    abort.abort();
    await expect(running).rejects.toThrow('The search was cancelled.');
  });
});
