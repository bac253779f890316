/** What refers to much of the same: each of these took minutes where every one was compared with every other. */
import { describe, expect, it } from 'vitest';
import { checkBundle } from '../../../../electron/vault/quality/validation/checks/bundle.ts';
import { checkReference } from '../../../../electron/vault/quality/validation/checks/reference.ts';
import { checkValueSet } from '../../../../electron/vault/quality/validation/checks/valueset.ts';
import { Report } from '../../../../electron/vault/quality/validation/report.ts';
import { brokenRules } from '../../../../electron/vault/quality/validation/rules.ts';
import { structureOf } from '../../../../shared/fhir/structure.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';

const COUNT = 200_000;
const many = <T>(make: (i: number) => T): T[] => Array.from({ length: COUNT }, (_, i) => make(i));
const place = (value: JsonObject) => ({
  report: new Report(),
  value,
  path: String(value.resourceType),
  defined: String(value.resourceType),
  resource: value,
  root: value,
});
const keys = (report: Report) => new Set(report.findings.map(({ key }) => key));

describe('a Bundle', () => {
  const entry = (i: number) => ({
    fullUrl: 'http://a.example/Patient/1',
    resource: { resourceType: 'Patient', id: '1', meta: { versionId: String(i) } },
  });

  it('of as many references as entries of one address is read once', () => {
    const bundle = { resourceType: 'Bundle', type: 'collection', entry: many(entry) };
    const references = many((i) => ({
      reference: `Patient/1${i === 0 ? '' : `/_history/${i}`}`,
      path: `Bundle.entry[${i}].resource.link`,
      targets: [],
    }));
    const here = { ...place(bundle), references };
    checkBundle(here);
    expect(here.report.findings.map(({ key, expression }) => [key, expression])).toEqual([
      ['reference-ambiguous', 'Bundle.entry[0].resource.link'],
    ]);
  });

  it('has its addresses compared once', () => {
    const rules = structureOf('Bundle')?.rules.filter(({ key }) => key === 'bdl-7') ?? [];
    const judge = (value: JsonObject) =>
      brokenRules(rules, 'Bundle', value, { resource: typed(value), root: typed(value) });
    const typed = (value: JsonObject) => ({ type: 'Bundle', value });
    const all = many(entry);
    expect(judge({ resourceType: 'Bundle', type: 'document', entry: all })).toEqual([]);
    expect(judge({ resourceType: 'Bundle', type: 'document', entry: [...all, all[0] ?? {}] })).toHaveLength(1);
    expect(judge({ resourceType: 'Bundle', type: 'history', entry: [...all, all[0] ?? {}] })).toEqual([]);
    expect(judge({ resourceType: 'Bundle', type: 'document', entry: [{}, {}] })).toEqual([]);
  });
});

it('a search that says its types often is judged once an entry', () => {
  const types = ['Patient', ...many(() => 'Group')].reverse().join(',');
  const here = place({
    resourceType: 'Bundle',
    type: 'searchset',
    link: [{ relation: 'self', url: `http://a.example?_type=${types}` }],
    entry: many((i) => ({ search: { mode: 'match' }, resource: { resourceType: 'Patient', id: String(i) } })),
  });
  checkBundle(here);
  expect(here.report.findings).toEqual([]);
});

it('a value set takes many parts from a code system that is read once', () => {
  const concept = many((i) => ({ code: String(i), display: 'x' }));
  const here = place({
    resourceType: 'ValueSet',
    extension: [
      {
        url: 'http://hl7.org/fhir/tools/StructureDefinition/valueset-parameter',
        extension: [{ url: 'name', valueCode: 'p' }],
      },
    ],
    contained: [{ resourceType: 'CodeSystem', url: 'urn:x', concept, property: concept }],
    compose: {
      include: many((i) => ({
        system: 'urn:x',
        concept: [{ code: String(i) }],
        filter: [{ property: String(i), op: '=', value: 'x' }],
      })),
      exclude: [{ system: 'urn:x', concept: [{ code: 'none' }], filter: [{ property: 'none', op: '=', value: 'x' }] }],
    },
  });
  checkValueSet(here);
  expect(here.report.findings.map(({ key, expression }) => [key, expression])).toEqual([
    ['code-not-listed', 'ValueSet.compose.exclude[0].concept[0].code'],
    ['property-undeclared', 'ValueSet.compose.exclude[0].filter[0].property'],
  ]);
});

it('references to as much as is contained find it at once', () => {
  const root = {
    resourceType: 'Patient',
    contained: many((i) => ({ resourceType: 'Organization', id: String(i) })),
  };
  const report = new Report();
  const rules = structureOf('Reference')?.rules.filter(({ key }) => key === 'ref-1') ?? [];
  const typed = { type: 'Patient', value: root };
  let broken = 0;
  for (let i = COUNT; i >= 0; i--) {
    const value = { reference: `#${i}` };
    const type = { code: 'Reference', targets: ['Practitioner'] };
    checkReference({ ...place(root), report, value, path: 'Patient.managingOrganization', type } as never);
    broken += brokenRules(rules, 'Reference', value, { resource: typed, root: typed }).length;
  }
  expect([keys(report), report.findings.length, broken]).toEqual([new Set(['wrong-target']), 1, 1]);
});
