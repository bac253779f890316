/** References, chains, reverse chains and what is included: http://hl7.org/fhir/R4/search.html#reference, #chaining, #has, #include. */
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../../shared/records/json.ts';
import { searched } from './clinic.ts';

const to = (reference: string) => ({ reference });
const coded = (code: string) => ({ coding: [{ system: 'http://loinc.org', code }] });
const RESOURCES: JsonObject[] = [
  { resourceType: 'Organization', id: 'o1', name: 'Acme Clinic' },
  {
    resourceType: 'Practitioner',
    id: 'd1',
    name: [{ family: 'Li' }],
    identifier: [{ system: 'http://x', value: '7' }],
  },
  {
    resourceType: 'Patient',
    id: 'p1',
    name: [{ family: 'Peter' }],
    managingOrganization: to('Organization/o1'),
    generalPractitioner: [to('Practitioner/d1')],
  },
  {
    resourceType: 'Patient',
    id: 'p2',
    name: [{ family: 'Paul' }],
    link: [{ other: to('Patient/p1'), type: 'seealso' }],
  },
  { resourceType: 'Group', id: 'g1', member: [{ entity: to('Patient/p2') }] },
  {
    resourceType: 'Encounter',
    id: 'e1',
    subject: to('Patient/p1'),
    participant: [{ individual: to('Practitioner/d1') }],
  },
  { resourceType: 'Encounter', id: 'e2', subject: to('Patient/p2/_history/3') },
  {
    resourceType: 'Observation',
    id: 'b1',
    subject: to('Patient/p1'),
    encounter: to('Encounter/e1'),
    performer: [to('Practitioner/d1')],
    code: coded('1234-5'),
  },
  {
    resourceType: 'Observation',
    id: 'b2',
    subject: to('Patient/p2'),
    encounter: to('Encounter/e2'),
    code: coded('9'),
    derivedFrom: [to('Observation/b1')],
  },
  { resourceType: 'Observation', id: 'b3', subject: to('Group/g1'), code: coded('1234-5'), focus: [to('Patient/p2')] },
  { resourceType: 'Observation', id: 'b4', subject: to('http://other.org/fhir/Patient/p1'), code: coded('8') },
  {
    resourceType: 'Observation',
    id: 'b5',
    subject: { type: 'Patient', identifier: { system: 'http://acme.org', value: '123' } },
    code: coded('7'),
  },
  {
    resourceType: 'Observation',
    id: 'b6',
    subject: to('Patient/gone'),
    code: coded('6'),
    hasMember: [to('Observation/b2')],
  },
  {
    resourceType: 'MedicationRequest',
    id: 'm1',
    contained: [{ resourceType: 'Medication', id: 'med', code: coded('aspirin') }],
    medicationReference: to('#med'),
    subject: to('Patient/p1'),
  },
  { resourceType: 'MedicationRequest', id: 'm2', medicationReference: to('Medication/x1'), subject: to('Patient/p2') },
  { resourceType: 'Medication', id: 'x1', code: coded('aspirin') },
  {
    resourceType: 'MedicationDispense',
    id: 'md1',
    authorizingPrescription: [to('MedicationRequest/m2')],
    subject: to('Patient/p2'),
  },
  {
    resourceType: 'Appointment',
    id: 'a1',
    participant: [{ actor: to('Patient/p1') }, { actor: to('Patient/p2') }, { actor: to('Practitioner/d1') }],
  },
  { resourceType: 'QuestionnaireResponse', id: 'q1', questionnaire: 'http://x.org/q|2', subject: to('Patient/p1') },
  { resourceType: 'Provenance', id: 'v1', target: [to('Observation/b1')], agent: [{ who: to('Practitioner/d1') }] },
  { resourceType: 'AuditEvent', id: 'u1', agent: [{ altId: 'MyUserId' }], entity: [{ what: to('Observation/b1') }] },
  {
    resourceType: 'Bundle',
    id: 'doc',
    type: 'document',
    entry: [{ resource: { resourceType: 'Composition', id: 'c', title: 'Summary' } }],
  },
];

// the last records have no keys yet
const clinic = searched(RESOURCES, RESOURCES.length - 8);

describe.each(['with keys', 'without keys'])('references, %s', (how) => {
  it.each([
    ['Observation?subject=Patient/p1', ['b1']],
    ['Observation?subject=p1', ['b1']],
    ['Observation?subject:Patient=p1', ['b1']],
    ['Observation?subject:Group=g1', ['b3']],
    ['Observation?subject=https://xinglin.example/fhir/Patient/p1', ['b1']],
    ['Observation?subject=http://other.org/fhir/Patient/p1', ['b4']],
    ['Observation?subject:identifier=http://acme.org|123', ['b5']],
    ['Observation?patient=p1', ['b1']],
    ['Observation?patient=g1', []],
    ['Observation?patient:missing=false', ['b1', 'b2', 'b4', 'b5', 'b6']],
    ['Observation?focus=p2', ['b3']],
    ['Observation?performer=Practitioner/d1', ['b1']],
    ['Observation?encounter=e2,e1', ['b1', 'b2']],
    ['Encounter?patient=p2', ['e2']],
    ['Appointment?patient=p2', ['a1']],
    ['Appointment?practitioner=d1', ['a1']],
    ['Appointment?actor=Patient/p1&actor=Patient/p2', ['a1']],
    ['QuestionnaireResponse?questionnaire=http://x.org/q', ['q1']],
    ['QuestionnaireResponse?questionnaire=http://x.org/q|2', ['q1']],
    ['QuestionnaireResponse?questionnaire=http://x.org/q|3', []],
    // chains
    ['Observation?subject:Patient.name=peter', ['b1']],
    ['Observation?patient.name=p', ['b1', 'b2']],
    ['Observation?patient.organization.name=acme', ['b1']],
    ['Observation?encounter:Encounter.participant:Practitioner.identifier=7', ['b1']],
    ['Observation?subject.name=peter', ['b1']],
    ['Observation?patient.name:exact=peter', []],
    ['MedicationRequest?medication.code=aspirin', ['m1', 'm2']],
    ['Bundle?composition.title=summary', ['doc']],
    ['Bundle?composition.title=other', []],
    ['Encounter?patient._has:Group:member:_id=g1', ['e2']],
    // reverse chains
    ['Patient?_has:Observation:patient:code=1234-5', ['p1']],
    ['Patient?_has:Observation:focus:code=1234-5', ['p2']],
    ['Patient?_has:Observation:patient:_has:AuditEvent:entity:agent-name=x', []],
    ['Patient?_has:Observation:patient:_has:AuditEvent:entity:altid=MyUserId', ['p1']],
    ['Patient?_has:Observation:patient:encounter.participant=d1', ['p1']],
    ['Practitioner?_has:Encounter:participant:patient.name=peter', ['d1']],
  ])('%s', async (query, expected) => {
    if (how === 'without keys') clinic.withoutKeys();
    expect(await clinic.ids(query)).toEqual(expected);
    clinic.withKeys();
  });
});

describe('what is refused of references', () => {
  it.each([
    ['Observation?subject=Patiant/1', /no type|names a type/],
    ['Observation?subject:Patient=Group/1', /another type than Patient/],
    ['Observation?subject=a%20b', /is written id, Type\/id/],
    ['Observation?subject:Patiant=1', /no type of resource/],
    ['Observation?subject.foo=1', /Device has none of this name|none of this name/],
    ['Observation?code.foo=1', /only a reference/],
    ['Observation?focus.name=1', /name one, as focus:Patient.name/],
    ['Observation?encounter:Patient.name=1', /leads to Encounter, EpisodeOfCare/],
    ['Patient?_has:Observation:code:code=1', /is no reference/],
    ['Patient?_has:Observation:encounter:code=1', /does not lead to Patient/],
    ['Patient?_has:Observation:patient=1', /_has:Type:reference:parameter/],
    ['Patient?_has:Foo:patient:code=1', /Foo is no type/],
    ['Patient?link.link.link.link.link.link.link.link.link.link.name=1', /too deep|leads to/],
  ])('%s', async (query, message) => {
    expect(await clinic.refusal(query)).toMatch(message);
  });
});

describe('included records', () => {
  const entries = async (query: string): Promise<string[]> =>
    ((await clinic.bundle(query)).entry ?? []).map(
      ({ resource, search }) => `${search.mode} ${resource.resourceType}/${resource.id}`,
    );

  it.each([
    ['Observation?_id=b1&_include=Observation:subject', ['match Observation/b1', 'include Patient/p1']],
    ['Observation?_id=b1&_include=Observation:subject:Group', ['match Observation/b1']],
    ['Observation?_id=b6&_include=Observation:subject', ['match Observation/b6']],
    [
      'Observation?_id=b1&_include=Observation:*',
      ['match Observation/b1', 'include Encounter/e1', 'include Patient/p1', 'include Practitioner/d1'],
    ],
    [
      'Observation?_id=b1&_include=*',
      ['match Observation/b1', 'include Encounter/e1', 'include Patient/p1', 'include Practitioner/d1'],
    ],
    ['Observation?_id=b1,b2&_include=Observation:derived-from', ['match Observation/b1', 'match Observation/b2']],
    [
      'MedicationDispense?_include=MedicationDispense:prescription&_include:iterate=MedicationRequest:medication',
      ['match MedicationDispense/md1', 'include MedicationRequest/m2', 'include Medication/x1'],
    ],
    [
      'Observation?_id=b6&_include:iterate=Observation:has-member&_include:iterate=Observation:derived-from',
      ['match Observation/b6', 'include Observation/b2', 'include Observation/b1'],
    ],
    ['Patient?_id=p1&_revinclude=Encounter:patient', ['match Patient/p1', 'include Encounter/e1']],
    ['Observation?_id=b1&_revinclude=Provenance:target', ['match Observation/b1', 'include Provenance/v1']],
    [
      'Observation?_id=b1&_revinclude=*',
      ['match Observation/b1', 'include AuditEvent/u1', 'include Observation/b2', 'include Provenance/v1'],
    ],
    [
      'Patient?_id=p2&_revinclude=Encounter:patient&_revinclude:iterate=Observation:encounter',
      ['match Patient/p2', 'include Encounter/e2', 'include Observation/b2'],
    ],
  ])('%s', async (query, expected) => {
    expect((await entries(query)).toSorted()).toEqual(expected.toSorted());
  });

  it.each([
    ['Observation?_include=Observation:code', /is no reference/],
    ['Observation?_include=Observation:foo', /none of this name. It has .*based-on/],
    ['Observation?_include=Observation', /is written Type:parameter/],
    ['Observation?_include=Encounter:patient', /is not what is searched/],
    ['Observation?_include=Observation:subject:Foo', /does not know/],
    ['Observation?_include=Observation:encounter:Patient', /does not lead to Patient/],
    ['Observation?_include:recurse=Observation:subject', /does not have this modifier/],
    ['Observation?_summary=text&_include=Observation:subject', /cannot stand together/],
  ])('refuses %s', async (query, message) => {
    expect(await clinic.refusal(query)).toMatch(message);
  });

  it('ends with an outcome where there are too many', async () => {
    const many = searched([
      { resourceType: 'Patient', id: 'p' },
      ...Array.from({ length: 1005 }, (_, i) => ({
        resourceType: 'Observation',
        id: `o${i}`,
        subject: to('Patient/p'),
      })),
    ]);
    const { entry = [] } = await many.bundle('Patient?_revinclude=Observation:patient');
    expect(entry.filter(({ search }) => search.mode === 'include')).toHaveLength(1000);
    expect(entry.at(-1)).toMatchObject({ search: { mode: 'outcome' }, resource: { resourceType: 'OperationOutcome' } });
  });
});
