/** Searches that are longer, deeper or wider than anybody writes: answered or refused, never a crash. */
import { describe, expect, it } from 'vitest';
import { searched } from '../query/clinic.ts';

const { ids, refusal, bundle } = searched([
  {
    resourceType: 'Patient',
    id: 'p',
    identifier: [{ system: 'urn:x', value: '7' }],
    name: [{ family: 'A%_\\"b' }],
    link: [{ other: { reference: 'Patient/q' }, type: 'seealso' }],
  },
  { resourceType: 'Patient', id: 'q', link: [{ other: { reference: 'Patient/p' }, type: 'seealso' }] },
  {
    resourceType: 'Observation',
    id: 'o',
    status: 'final',
    code: { coding: [{ code: '7' }] },
    subject: { reference: 'Patient/p' },
    effectiveDateTime: '2026-06-01',
  },
]);
const many = (count: number, of: (n: number) => string) => Array.from({ length: count }, (_, n) => of(n));

describe('a search', () => {
  it.each([
    'Patient?identifier=',
    'Observation?code=',
    'Observation?combo-code=',
    'Patient?link=',
    'Patient?name:exact=',
  ])('may name very many values: %s', async (query) => {
    const [own] = query.startsWith('Patient?link') ? ['Patient/q'] : query.includes('name') ? ['x'] : ['7'];
    const found = await ids(`${query}${[...many(900, (n) => `n${n}`), own].join(',')}`);
    expect(found).toEqual(query.startsWith('Observation') ? ['o'] : query.includes('name') ? [] : ['p']);
  });

  it('may name very many days', async () => {
    const days = many(600, (n) => new Date(Date.UTC(2025, 0, 1 + n)).toISOString().slice(0, 10));
    expect(await ids(`Observation?date=${days.join(',')}`)).toEqual(['o']);
  });

  it.each([
    ['code', 'Observation?', 'code=7'],
    ['uri', 'ValueSet?', 'url=urn:x'],
    ['day', 'Observation?', 'date=ge2020'],
  ])('may have very many conditions: %s', async (_name, base, one) => {
    const found = await ids(base + many(Math.floor(7900 / (one.length + 1)), () => one).join('&'));
    expect(found).toEqual(base.startsWith('Observation') ? ['o'] : []);
  });

  it('that is chained deeper than anybody means is refused', async () => {
    expect(await refusal(`Patient?${'link:Patient.'.repeat(40)}name=x`)).toContain('too deep');
    expect(await refusal(`Patient?${'_has:Patient:link:'.repeat(40)}name=x`)).toContain('too deep');
  });

  it('follows references in a circle once', async () => {
    const { entry = [] } = await bundle('Patient?_id=p&_include:iterate=Patient:*&_revinclude:iterate=Patient:*');
    expect(entry.map(({ resource }) => resource.id).sort()).toEqual(['p', 'q']);
  });

  it.each([
    '"',
    "'",
    '%',
    '_',
    '\\',
    '\\\\',
    '%_\\"',
    "' OR 1=1 --",
    '")) OR 1=1',
    '*',
    'NEAR(',
    '\u0000',
    '\ud800',
    '\uE000',
  ])('for %j finds what holds it, and nothing else', async (text) => {
    const value = encodeURIComponent(text.toWellFormed().replace(/[\\,$|]/g, '\\$&'));
    for (const name of ['name:exact', 'name:contains', 'name', 'identifier', '_id', 'gender:not']) {
      const found = await ids(`Patient?${name}=${value}`).catch((error: { failure?: { code: string } }) => {
        expect(error.failure?.code).toBe('invalid-input');
        return [];
      });
      const all = name === 'gender:not' ? 2 : name === 'name:contains' && 'A%_\\"b'.includes(text) ? 1 : 0;
      if (name !== 'name:contains') expect(found.length).toBeLessThanOrEqual(all);
    }
  });

  it.each(['AAAA', 'eyJrIjpbXSwiciI6MX0', 'eyJrIjpbMV0sInIiOjF9', 'bnVsbA', '%%%'.replaceAll('%', '%25'), '__proto__'])(
    'with a page of %s is refused or goes on there',
    async (page) => {
      const found = await ids(`Patient?_page=${page}`).catch((error: { failure?: { code: string } }) => {
        expect(error.failure?.code).toBe('invalid-input');
        return [];
      });
      expect(found.length).toBeLessThanOrEqual(2);
    },
  );
});
