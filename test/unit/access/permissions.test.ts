/**
 * Who may ask what, over all calls and roles, as it was frozen (frozen-permissions.json). A call that is new, or whose permission
 * changed, is looked at by a person: run with XINGLIN_FREEZE=1 to write the table anew, and read what changed in it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { meetsAll } from '../../../electron/vault/permission.ts';
import { DEFAULT_ROLES, ROLES } from '../../../shared/access/roles.ts';
import { type CallName, calls } from '../../../shared/bridge/index.ts';

const FROZEN = new URL('./frozen-permissions.json', import.meta.url);

/** Inputs of calls whose permission depends on them, one line of the table each. */
const INPUTS: Readonly<Record<string, readonly unknown[]>> = {
  'visit.record': [
    { patient: 'p', complaint: '', vitals: {}, findings: '', note: '', diagnoses: [], orders: [], prescriptions: [] },
    {
      patient: 'p',
      complaint: '',
      findings: '',
      note: 'n',
      vitals: { systolic: 120 },
      diagnoses: [{ text: 'd' }],
      orders: [],
      prescriptions: [],
    },
  ],
  'export.files': [{ job: 'j', format: 'ndjson', out: 'o', ids: 'own' }, { types: ['Condition'] }],
  'export.list': [
    { list: 'patients', filter: {} },
    { list: 'results', filter: {}, types: [] },
  ],
  'audit.note': [
    { action: 'print', what: 'label', stage: 'begun', patient: 'p' },
    { action: 'pdf', what: 'cohort-list', stage: 'begun' },
    { action: 'export', what: 'picture', stage: 'begun', figures: [{ name: 'diagnoses' }] },
    { action: 'print', what: 'figures', stage: 'begun', figures: [{ name: 'age-sex' }, { name: 'income' }] },
    { action: 'print', what: 'kit', stage: 'begun' },
    { action: 'print', what: 'page', stage: 'begun' },
    { action: 'print', what: 'kit', stage: 'stopped' },
  ],
  'measures.ask': [{ name: 'age-sex' }, { name: 'visits' }, { name: 'diagnoses' }],
  'measures.records': [{ name: 'age-sex' }, { name: 'age-sex', leaving: true }],
  'measures.export': [{ name: 'age-sex' }, { name: 'age-sex', records: { column: 'male' } }],
  'mapping.list': [{}],
  'view.save': [{}],
  'view.use': [{}],
  'mapping.save': [{}],
  'mapping.use': [{}],
  'patient.search': [{}],
  'patient.list': [{ filter: {} }, { filter: { diagnosis: { system: 's', code: 'c' } } }],
  'patient.recent': [{}],
  'duplicate.likely': [{}],
  'duplicate.of': [{}],
  'duplicate.list': [{}],
  'duplicate.run': [{}],
  'duplicate.different': [{}],
  'duplicate.later': [{}],
  'patient.merge': [{ survivor: 'p', merged: 'q' }],
  'patient.unmerge': [{ id: 'p', move: [] }, { move: [{ type: 'Observation', id: 'x' }] }],
  'patient.merges': [{ id: 'p' }],
  'code.lists': [{}],
  'cohort.people': [{}, { leaving: true }],
  'cohort.members': [{}],
  'cohort.list': [{}],
  'cohort.follow': [{}],
  'cohort.export': [{}],
  'cohort.save': [{}],
  'cohort.use': [{}],
  'cohort.recall': [{}],
  'repair.export': [{}],
  'visit.sheet': [{ encounter: 'x' }],
  'visit.sign': [{ encounter: 'x' }],
  'template.list': [{}],
  'template.save': [{}],
  'template.use': [{}],
  'letterhead.get': [{}],
  'print.content': [{ patient: 'p' }],
  'letterhead.save': [{}],
  'title.list': [{}],
  'title.save': [{}],
  'diagnosis.favourites': [{}],
  'diagnosis.find': [{}],
  'code.import': [{}],
  'patient.chart': [{ id: 'p' }],
  'vitals.record': [{ patient: 'p' }],
  'allergy.save': [{ patient: 'p' }],
  'allergy.answer': [{ patient: 'p' }],
  'problem.save': [{ patient: 'p' }],
  'taken.save': [{ patient: 'p' }],
  'fact.turn': [
    { type: 'Condition', id: 'x' },
    { type: 'MedicationStatement', id: 'x' },
  ],
  'fact.error': [
    { type: 'Condition', id: 'x' },
    { type: 'MedicationStatement', id: 'x' },
  ],
  'result.chart': [{ patient: 'p' }],
  'result.lists': [{}],
  'result.unseen': [{}],
  'result.judge': [{ patient: 'p' }],
  'result.enter': [{ patient: 'p' }],
  'result.retract': [{ id: 'x' }],
  'result.acknowledge': [{}],
  'range.list': [{}],
  'range.save': [{}],
  'range.read': [{}],
  'range.saveAll': [{}],
  'range.remove': [{ id: 'x' }],
  'order.place': [{ patient: 'p', orders: [] }],
  'order.turn': [{ ids: ['x'] }],
  'prescription.save': [
    { patient: 'p', prescriptions: [{}] },
    { patient: 'p', prescriptions: [{ override: { warnings: ['w'], reason: 'r' } }] },
  ],
  'doseRule.list': [{}],
  'doseRule.add': [{}],
  'doseRule.edit': [{ id: 'x' }],
  'doseRule.history': [{ id: 'x' }],
  'doseRule.end': [{ id: 'x' }],
  'prescription.check': [{ patient: 'p' }],
  'prescription.favourites': [{ limit: 1 }],
  'prescription.stop': [{ id: 'x' }],
  'prescription.running': [{ patient: 'p' }],
  'record.undo': [{ changes: [{ type: 'Condition', id: 'x', write: 'w' }] }],
};
/** One type of each kind of record for calls on any record. */
const TYPES = [
  'Patient',
  'Appointment',
  'Condition',
  'Immunization',
  'MedicationRequest',
  'Observation',
  'Invoice',
  'Location',
];

function lines(name: CallName): [string, string][] {
  const { permission } = calls[name];
  if (typeof permission === 'string') return [[name, permission === 'nobody' ? 'without logging in' : who(name, {})]];
  const inputs = INPUTS[name] ?? TYPES.map((type) => ({ type, id: 'x', resource: { resourceType: type, id: 'x' } }));
  return inputs.map((input) => [`${name} ${labelOf(input)}`.trim(), who(name, input)]);
}

function labelOf(input: unknown): string {
  const { type, name, ...rest } = input as { type?: string; name?: string };
  if (type !== undefined) return type;
  if ('stage' in rest)
    return Object.values<unknown>(rest)
      .flat()
      .map((part) => (typeof part === 'string' ? part : (part as { name: string }).name))
      .join(' ');
  if ('leaving' in rest) return `${name ?? ''} (leaving)`.trim();
  if (name !== undefined) return 'records' in rest ? `${name} (of records)` : name;
  return JSON.stringify(rest).includes('systolic')
    ? '(with findings)'
    : JSON.stringify(rest).includes('override')
      ? '(against a warning)'
      : 'types' in rest || 'diagnosis' in Object(Object(rest).filter)
        ? '(of Condition)'
        : '';
}

function who(name: CallName, input: unknown): string {
  const may = ROLES.filter((role) => meetsAll(DEFAULT_ROLES, role, calls[name].permission as never, input));
  return may.join(', ');
}

it('allows each role what was frozen, and no more', () => {
  const table = Object.fromEntries((Object.keys(calls) as CallName[]).sort().flatMap(lines));
  if (process.env.XINGLIN_FREEZE) writeFileSync(FROZEN, `${JSON.stringify(table, null, 2)}\n`);
  expect(table).toEqual(JSON.parse(readFileSync(FROZEN, 'utf8')));
});
