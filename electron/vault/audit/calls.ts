/**
 * What each call means for the audit trail, in one table: a new call without a decision does not compile. Changes stand in envelopes,
 * with their author and time; they are shown from there and not written twice.
 */

import { MOST_KINDS } from '../../../shared/audit/entry.ts';
import type { CallName, CallOutput, CallParsed, ImportReport, ViewDefinition } from '../../../shared/bridge/index.ts';
import type { AuditNote } from './trail.ts';

/**
 * nothing: shows and does nothing that the trail is about. change: stands in its envelope. itself: noted where it happens. Otherwise
 * what is noted when it was done.
 */
type Decision<N extends CallName> =
  | 'nothing'
  | 'change'
  | 'itself'
  | ((input: CallParsed<N>, output: CallOutput<N>) => AuditNote | null);

const AUDITED: { readonly [N in CallName]: Decision<N> } = {
  'session.state': 'nothing',
  'clinic.create': () => ({ event: 'login', what: 'created' }),
  'sample.create': () => ({ event: 'login', what: 'created' }),
  'sample.discard': 'nothing', // the trail goes with it
  'session.unlock': 'itself',
  'session.lock': 'itself',
  'session.active': 'nothing',
  'session.seenFailures': 'nothing',
  'session.idle': 'nothing',
  'session.setIdle': ({ minutes }) => ({ event: 'settings.changed', what: `idle-${minutes}` }),
  'draft.list': 'nothing', // whoever writes a draft has the chart open
  'draft.keep': 'nothing',
  'draft.drop': 'nothing',
  'passphrase.strength': 'nothing',
  'clinic.kit': (_input, { recoveryPhrase }) => (recoveryPhrase === undefined ? null : { event: 'kit.shown' }),
  'clinic.kitPutAway': () => ({ event: 'kit.changed', what: 'put-away' }),
  'kit.status': 'nothing',
  'kit.prove': () => ({ event: 'kit.rehearsed' }),
  'kit.split': ({ threshold, holders }) => ({ event: 'kit.changed', what: `split-${threshold}-of-${holders.length}` }),
  'clinic.checkpoint': 'nothing',
  'checkpoint.compare': 'nothing',
  'clinic.recover': (_input, { userId }) => ({ event: 'user.changed', what: 'recovered-workstation', about: userId }),
  'home.recover': (_input, { userId }) => ({ event: 'user.changed', what: 'recovered', about: userId }),
  'authority.move': () => ({ event: 'remote.changed', what: 'authority' }),

  'access.breakGlass': ({ patient, reason }) => ({
    event: 'break-glass',
    type: 'Patient',
    id: patient,
    patient,
    reason,
  }),
  'user.list': 'nothing',
  'user.add': ({ role }, { id }) => ({ event: 'user.changed', what: `added-${role}`, about: id }),
  'user.role': ({ id, role }) => ({ event: 'user.changed', what: `role-${role}`, about: id }),
  'user.disable': ({ id }) => ({ event: 'user.changed', what: 'disabled', about: id }),
  'user.enable': ({ id }) => ({ event: 'user.changed', what: 'enabled', about: id }),
  'user.passphrase': () => ({ event: 'passphrase.changed' }),
  'user.reset': ({ id }) => ({ event: 'passphrase.changed', what: 'reset', about: id }),
  'roles.save': () => ({ event: 'roles.changed' }),

  'record.create': 'change',
  'record.get': ({ type, id }) => ({ event: 'record.read', type, id }),
  'record.json': ({ type, id }) => ({ event: 'record.read', type, id }),
  // tells nothing of what stands in it
  'record.loose': 'nothing',
  'record.save': 'change',
  'record.patch': 'change',
  'record.check': 'nothing',
  'record.delete': 'change',
  'patient.chart': ({ id }) => ({ event: 'chart.read', type: 'Patient', id, patient: id }),
  // lists of names, as the list of patients before one searches
  'duplicate.likely': 'nothing',
  'duplicate.of': 'nothing',
  'duplicate.list': 'nothing',
  'duplicate.run': 'nothing',
  'duplicate.different': 'change',
  'duplicate.later': 'nothing', // of this workstation
  'patient.merge': 'change',
  'patient.unmerge': 'change',
  'patient.merges': ({ id }) => ({ event: 'chart.read', type: 'Patient', id, patient: id }),
  'visit.record': 'change',
  'vitals.record': 'change',
  'visit.sheet': ({ encounter }, { patient }) => ({ event: 'record.read', type: 'Encounter', id: encounter, patient }),
  'visit.sign': 'change',
  'template.list': 'nothing',
  'template.save': 'change',
  'template.use': 'change',
  'appointment.day': 'nothing', // a list of names, as the list of patients before one searches
  'appointment.book': 'change',
  'appointment.shift': 'change',
  'appointment.arrive': 'change',
  'appointment.move': 'change',
  'allergy.save': 'change',
  'allergy.answer': 'change',
  'problem.save': 'change',
  'taken.save': 'change',
  'fact.turn': 'change',
  'fact.error': 'change',
  'prescription.save': 'change',
  'doseRule.list': 'nothing', // of nobody
  'doseRule.add': 'change',
  'doseRule.edit': 'change',
  'doseRule.history': 'nothing',
  'doseRule.end': 'change',
  'prescription.check': ({ patient }) => ({ event: 'chart.read', type: 'Patient', id: patient, patient }),
  'prescription.favourites': 'nothing', // of nobody
  'prescription.stop': 'change',
  'prescription.running': ({ patient }) => ({ event: 'chart.read', type: 'Patient', id: patient, patient }),
  'record.undo': 'change',
  'letterhead.get': 'nothing', // of the clinic
  'letterhead.save': 'change',
  'title.list': 'nothing', // of the clinic
  'title.save': 'change',
  'patient.due': ({ id }) => ({ event: 'chart.read', type: 'Patient', id, patient: id }),
  // shown before it is printed; that it was, the window says
  'print.content': ({ patient }) => ({ event: 'chart.read', type: 'Patient', id: patient, patient }),
  'task.list': 'nothing', // as the list of the day
  'task.add': 'change',
  'task.edit': 'change',
  'task.turn': 'change',
  'result.chart': ({ patient }) => ({ event: 'chart.read', type: 'Patient', id: patient, patient }),
  'result.lists': 'nothing', // as the list of the day
  'result.unseen': 'nothing', // as the list of the day
  'result.judge': 'nothing', // whoever types has the chart open
  'result.enter': 'change',
  'result.retract': 'change',
  'result.acknowledge': 'change',
  'range.list': 'nothing', // of nobody
  'range.save': 'change',
  'range.read': 'nothing', // what is saved of it stands in its envelope
  'range.saveAll': 'change',
  'range.remove': 'change',
  'order.place': 'change',
  'order.turn': 'change',

  'record.history': ({ type, id }) => ({ event: 'history.read', type, id }),
  'record.version': ({ type, id }) => ({ event: 'history.read', type, id }),
  'record.restore': 'change',
  'record.amend': 'change',
  'record.error': 'change',
  'record.sign': 'change',
  'record.addendum': 'change',
  'record.redact': 'change',

  'conflict.list': () => ({ event: 'inbox.read' }),
  'conflict.resolve': 'change',
  'conflict.settled': () => ({ event: 'inbox.read' }),
  'conflict.undo': 'change',

  'patient.search': ({ text }) => (text.trim() === '' ? null : { event: 'patient.search', kinds: kindsOfText(text) }),
  'patient.list': ({ filter }) => {
    const kinds = Object.keys(filter);
    return kinds.length === 0 ? null : { event: 'patient.search', kinds };
  },
  'patient.recent': 'nothing', // what the user has opened is noted already
  'text.search': ({ patient, types = [] }) => ({
    event: 'text.search',
    ...(patient === undefined ? {} : { patient }),
    kinds: types.slice(0, MOST_KINDS),
  }),
  'fhir.search': ({ query }) => ({ event: 'fhir.search', ...fhirKinds(query) }),

  'code.find': 'nothing', // of nobody
  'diagnosis.favourites': 'nothing',
  'diagnosis.find': 'nothing',
  'code.lists': 'nothing',
  'code.import': 'change',

  'import.files': ({ dryRun }, report) => (dryRun ? null : importNote(report)),
  'import.resume': (_input, report) => importNote(report),
  'import.undo': (_input, { deleted, restored, cancelled }) => ({
    event: 'import',
    what: 'undone',
    records: deleted + restored,
    outcome: cancelled ? 4 : 0,
  }),
  'import.list': 'nothing', // of nobody
  'import.report': 'nothing',
  'export.list': 'itself',
  'table.look': 'nothing', // a file, which is no record yet
  'table.preview': 'nothing',
  'mapping.list': 'nothing',
  'mapping.read': 'nothing', // a file, which is no record
  'mapping.save': 'change',
  'mapping.use': 'change',
  'cleaning.preview': () => ({ event: 'analysis.read', what: 'cleaning' }),
  'cleaning.apply': 'change',
  'repair.groups': 'nothing', // reasons and counts, of nobody
  'repair.list': 'nothing',
  'repair.show': () => ({ event: 'analysis.read', what: 'repair-list' }),
  'repair.values': () => ({ event: 'analysis.read', what: 'repair-list' }),
  'repair.check': 'nothing', // whoever edits a text has it open
  'repair.retry': (_input, { fixed }) => ({ event: 'import', what: 'repair', records: fixed ? 1 : 0 }),
  'repair.retryAll': (_input, { fixed, cancelled }) => ({
    event: 'import',
    what: 'repair',
    records: fixed,
    outcome: cancelled ? 4 : 0,
  }),
  'repair.setAside': (_input, { count }) => ({ event: 'import', what: 'set-aside', records: count }),
  'repair.takeBack': (_input, { count }) => ({ event: 'import', what: 'taken-back', records: count }),
  'repair.export': 'itself',
  'job.cancel': 'nothing',
  'export.files': 'itself',

  'analysis.copy': 'nothing',
  'analysis.refresh': (_input, { records }) => ({ event: 'export', what: 'deidentified', records }),
  'measures.list': 'nothing', // of nobody
  'measures.ask': ({ name }) => ({ event: 'analysis.read', what: name }),
  // where it leaves: itself
  'measures.records': ({ name, leaving }) => (leaving ? null : { event: 'analysis.read', what: `${name}-records` }),
  'measures.export': 'itself',

  'cohort.count': () => ({ event: 'analysis.read', what: 'cohort' }),
  'cohort.people': ({ leaving }) => (leaving ? null : { event: 'analysis.read', what: 'cohort-list' }),
  'cohort.members': 'itself',
  'cohort.visits': 'nothing', // names of staff and places, no patient
  'cohort.list': 'nothing', // of nobody
  'cohort.follow': () => ({ event: 'analysis.read', what: 'cohort' }),
  'cohort.export': 'itself',
  'cohort.save': 'change',
  'cohort.use': 'change',
  'cohort.recall': 'change',
  'cohort.recallAll': 'change',
  'view.list': 'nothing', // of nobody
  'view.check': 'nothing',
  'view.save': 'change',
  'view.use': 'change',
  'view.preview': ({ definition }) => ({ event: 'analysis.read', what: 'view', ...viewed(definition) }),
  'view.page': 'itself',
  // names of patients may stand in a view
  'notebook.run': (_input, { types }) => ({
    event: 'analysis.read',
    what: 'notebook',
    kinds: types.slice(0, MOST_KINDS),
  }),
  'notebook.export': 'itself',
  'notebook.close': 'nothing',
  'notebook.list': 'nothing', // of nobody
  'notebook.save': 'change',
  'notebook.use': 'change',

  'backup.create': (_input, { records }) => ({ event: 'backup', records }),
  'backup.last': 'nothing',
  'backup.inspect': 'nothing',
  'backup.restore': 'itself',
  'storage.repair': 'itself',

  'remote.add': () => ({ event: 'remote.changed', what: 'added' }),
  'remote.list': 'nothing',
  'remote.remove': () => ({ event: 'remote.changed', what: 'removed' }),
  'sync.run': 'nothing',
  'sync.usage': 'nothing',
  'sync.status': 'nothing',
  'sync.cancel': 'nothing',
  'sync.patience': 'nothing',
  'sync.dismiss': ({ code }) => ({ event: 'alarm.dismissed', error: code }),
  'sync.wipe': () => ({ event: 'alarm.dismissed', error: 'wipe-guard' }),
  'device.request': 'nothing',
  'device.cancel': 'nothing',
  'device.approve': (_input, { deviceId }) => ({ event: 'device.changed', what: 'added', about: deviceId }),
  'device.requestFile': 'nothing',
  'device.approveFile': (_input, { deviceId }) => ({ event: 'device.changed', what: 'added', about: deviceId }),
  'device.acceptFile': 'nothing',
  'device.revoke': ({ deviceId }) => ({ event: 'device.changed', what: 'removed', about: deviceId }),
  'device.rotate': () => ({ event: 'device.changed', what: 'new-key' }),
  'quarantine.list': () => ({ event: 'inbox.read', what: 'quarantine' }),
  'quarantine.decide': ({ decision }) => ({ event: decision === 'take' ? 'quarantine.taken' : 'quarantine.dropped' }),
  'device.confirm': 'nothing',
  'device.renew': () => ({ event: 'device.changed', what: 'new-key' }),
  'device.renewal': 'nothing',
  'device.list': 'nothing',
  'vault.status': 'nothing',
  'audit.list': ({ filter: { patient, events } }) => ({
    event: 'audit.read',
    ...(patient === undefined ? {} : { patient }),
    ...(events?.length === 1 ? { what: events[0] } : {}),
  }),
  'audit.state': 'nothing',
  'audit.check': (_input, { checked }) => ({ event: 'audit.verify', outcome: checked?.problems.length === 0 ? 0 : 8 }),
  'audit.export': 'itself',
  'audit.note': 'itself',
  'vault.verify': (_input, { ok }) => ({ event: 'verify', outcome: ok ? 0 : 8 }),
};

/** What a call's decision says of it; null where nothing is noted. */
export function noteOf<N extends CallName>(name: N, input: CallParsed<N>, output: CallOutput<N>): AuditNote | null {
  const decision: Decision<N> = AUDITED[name];
  return typeof decision === 'function' ? decision(input, output) : null;
}

/** By what somebody was looked for, without saying whom. */
function kindsOfText(text: string): string[] {
  return [/\d/.test(text) ? 'number' : 'name'];
}

/** Type and names of parameters; their values are somebody's data. The search was answered, so that each is a parameter's name. */
function fhirKinds(query: string): Pick<AuditNote, 'type' | 'kinds'> {
  const [path = '', rest = ''] = query.split('?', 2);
  const type = path.match(/[A-Z][A-Za-z]+$/)?.[0];
  const names = new Set(new URLSearchParams(rest).keys());
  return { ...(type === undefined ? {} : { type }), kinds: [...names].slice(0, MOST_KINDS) };
}

/** The type of records that a view is about; it was computed, so that there is one. */
function viewed({ resource }: ViewDefinition): Pick<AuditNote, 'type'> {
  return typeof resource === 'string' ? { type: resource } : {};
}

function importNote({ created, updated, cancelled }: ImportReport): AuditNote {
  return { event: 'import', records: created + updated, outcome: cancelled ? 4 : 0 };
}
