/**
 * Signs a visit as its sheet was shown: a signature over each record that stays as it is, and over a text with the words of those that
 * go on (docs/decisions/0037).
 */
import { raise } from '../../../shared/base/result.ts';
import type { CallParsed } from '../../../shared/bridge/index.ts';
import type { SheetLine } from '../../../shared/bridge/signing.ts';
import type { Op } from '../../../shared/envelope/body.ts';
import { currentWrites } from '../../../shared/merge/reducer.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import type { Reader } from '../storage/database.ts';
import { createOp, newId } from './commands.ts';
import { zonedIso } from './dates.ts';
import { judgeSignatures } from './lock.ts';
import { stateOf } from './row.ts';
import { signatureOver } from './signature.ts';
import { userReference } from './staff.ts';
import { transact } from './transaction.ts';
import { existingRow } from './view.ts';
import { type SheetSetting, visitSheet } from './visit-sheet.ts';
import { type ActiveUser, activeUser, type Workspace } from './workspace.ts';

/** LOINC "Summary of episode note" (https://loinc.org/34133-9), and what it is called. */
const SUMMARY = { code: '34133-9', display: 'Summary of episode note', en: 'What was signed', zh: '签署内容' };

/**
 * Returns how many records were signed. Raises not-found, visit-changed, signed, invalid-input while something of it waits in the inbox.
 */
export function signVisit(
  workspace: Workspace,
  { encounter, shown }: CallParsed<'visit.sign'>,
  setting: SheetSetting,
): number {
  const user = activeUser(workspace);
  const sheet = visitSheet(workspace, encounter, setting);
  if (!sameSheet(sheet.lines, shown))
    raise(
      'visit-changed',
      'Something of this visit was changed since it was shown. Nothing was signed; read it again, then sign.',
    );
  if (sheet.lines.some(({ conflicts }) => conflicts > 0))
    raise('invalid-input', 'Something of this visit waits for a decision in the inbox. Decide it first, then sign.');
  const stays = sheet.lines.filter((line) => !line.goesOn);
  const goOn = sheet.lines.filter((line) => line.goesOn);
  const unsigned = stays.filter((line) => !isSignedBy(workspace, line, user));
  if (unsigned.length === 0) raise('signed', 'You have signed this visit already. Nothing was changed.');
  const summary = goOn.length === 0 ? [] : [summaryOf(workspace, sheet.patient, encounter, goOn, setting.locale, user)];
  // a signature names the writes that it is over: what is signed has to be written before
  if (summary.length > 0)
    transact(workspace, () => ({ ops: summary.map((one) => createOp(one, String(one.id))), result: undefined }));
  const signs = [...unsigned, ...summary.map(({ id }) => ({ type: 'DocumentReference', id: String(id) }))];
  transact(workspace, (reader) => ({
    ops: signs.map((one) => signing(workspace, reader, one, user)),
    result: undefined,
  }));
  return signs.length;
}

function sameSheet(lines: readonly SheetLine[], shown: CallParsed<'visit.sign'>['shown']): boolean {
  const key = ({ type, id, seen }: { type: string; id: string; seen: readonly string[] }): string =>
    `${type}/${id} ${[...seen].sort().join(' ')}`;
  const known = new Set(shown.map(key));
  return known.size === lines.length && lines.every((line) => known.has(key(line)));
}

function isSignedBy(workspace: Workspace, { type, id }: SheetLine, user: ActiveUser): boolean {
  const row = existingRow(workspace.store, type, id);
  return judgeSignatures(workspace.store, workspace.members(), row).some(
    (signature) => signature.valid && signature.user === user.id,
  );
}

function signing(
  workspace: Workspace,
  reader: Reader,
  { type, id }: { readonly type: string; readonly id: string },
  user: ActiveUser,
): Op {
  const row = existingRow(reader, type, id);
  const when = zonedIso(workspace.members().profile.timeZone, workspace.clock.now());
  const signer = { id: user.id, name: user.name, sign: user.keys.sign };
  const seen = currentWrites(stateOf(reader, row));
  return createOp(signatureOver({ type, id, json: row.json, seen }, signer, when), newId(workspace));
}

/** What the records that go on said when the visit was signed, in the words of the sheet. */
function summaryOf(
  workspace: Workspace,
  patient: string,
  encounter: string,
  lines: readonly SheetLine[],
  locale: string,
  user: ActiveUser,
): JsonObject {
  const now = zonedIso(workspace.members().profile.timeZone, workspace.clock.now());
  const text = lines.map(({ title, text }) => [title, text].filter((part) => part !== '').join(': ')).join('\n');
  return {
    resourceType: 'DocumentReference',
    id: newId(workspace),
    status: 'current',
    docStatus: 'final',
    type: {
      coding: [{ system: 'http://loinc.org', code: SUMMARY.code, display: SUMMARY.display }],
      text: locale.startsWith('zh') ? SUMMARY.zh : SUMMARY.en,
    },
    subject: { reference: `Patient/${patient}` },
    date: now,
    author: [userReference(user)],
    content: [
      { attachment: { contentType: 'text/plain; charset=utf-8', data: Buffer.from(text, 'utf8').toString('base64') } },
    ],
    context: {
      encounter: [{ reference: `Encounter/${encounter}` }],
      related: lines.map(({ type, id }) => ({ reference: `${type}/${id}` })),
    },
  };
}
