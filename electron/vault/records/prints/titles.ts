/**
 * What somebody is, for the clinic's prints: the first qualification of a FHIR R4 Practitioner who is told from others by the id of a
 * user. http://hl7.org/fhir/R4/practitioner.html
 */
import { raise } from '../../../../shared/base/result.ts';
import type { Changed } from '../../../../shared/bridge/changes.ts';
import type { CallParsed } from '../../../../shared/bridge/index.ts';
import type { Locale } from '../../../../shared/bridge/session.ts';
import { conceptText } from '../../../../shared/records/concept.ts';
import { type Json, type JsonObject, parseJson } from '../../../../shared/records/json.ts';
import { memberOf, objectsIn, textIn } from '../../../../shared/records/members.ts';
import type { Reader } from '../../storage/database.ts';
import { change, turnedOps } from '../changes.ts';
import { createOp, newId } from '../commands.ts';
import { findRow, type RecordRow } from '../row.ts';
import { USER_SYSTEM, userOf } from '../staff.ts';
import { refuseInvalid } from '../validity.ts';
import type { Workspace } from '../workspace.ts';

/** Titles by the ids of users; of several records of one user, made before two workstations heard of each other, the same everywhere. */
export function readTitles(reader: Reader): ReadonlyMap<string, string> {
  const titles = new Map<string, string>();
  for (const { json, user } of practitioners(reader)) {
    const title = titleOf(parseJson(json) as JsonObject);
    if (title !== '' && !titles.has(user)) titles.set(user, title);
  }
  return titles;
}

/** Saves, or takes away, the title of a user. Raises not-found, not-valid. */
export function saveTitle(workspace: Workspace, { user, title }: CallParsed<'title.save'>): Changed {
  const known = workspace.members().users.get(user);
  if (!known) return raise('not-found', 'There is no such user in this clinic. Nothing was saved.');
  const { name } = known;
  return change(workspace, (reader) => {
    const rows = practitioners(reader).flatMap((one) =>
      one.user === user ? [findRow(reader, 'Practitioner', one.id)].filter((row) => row !== undefined) : [],
    );
    if (rows.length > 0) return rows.flatMap((row) => titledOps(workspace, reader, row, title));
    if (title === '') return [];
    const resource = titled(
      {
        resourceType: 'Practitioner',
        identifier: [{ system: USER_SYSTEM, value: user }],
        active: true,
        name: [{ text: name }],
      },
      title,
    );
    refuseInvalid(resource);
    return [createOp(resource, newId(workspace))];
  });
}

/** A name and what they are, as paper has them: `林杏 主治医师`, `Lin Xing, MD`. `reference`: to a user. */
export function titledName(titles: ReadonlyMap<string, string>, reference: Json | undefined, locale: Locale): string {
  const name = textIn(memberOf(reference, 'display'));
  const title = titles.get(userOf(reference) ?? '');
  return name === '' || title === undefined ? name : [name, title].join(locale === 'en' ? ', ' : ' ');
}

function titledOps(workspace: Workspace, reader: Reader, row: RecordRow, title: string) {
  const before = parseJson(row.json) as JsonObject;
  return titleOf(before) === title
    ? []
    : turnedOps(workspace, reader, row, (practitioner) => titled(practitioner, title));
}

/** Other qualifications stay behind the first. */
function titled({ qualification, ...rest }: JsonObject, title: string): JsonObject {
  const others = objectsIn(qualification).slice(1);
  const all = title === '' ? others : [{ code: { text: title } }, ...others];
  return all.length === 0 ? rest : { ...rest, qualification: all };
}

function titleOf(practitioner: JsonObject): string {
  return conceptText(objectsIn(practitioner.qualification)[0]?.code);
}

/** Those who are users of the clinic, in an order that is the same on every workstation. */
function practitioners(reader: Reader): { id: string; json: string; user: string }[] {
  return reader.all<{ id: string; json: string; user: string }>(
    `SELECT record.id, record.json, named.value ->> 'value' AS user
     FROM record, json_each(record.json, '$.identifier') AS named
     WHERE record.type = 'Practitioner' AND record.deleted = 0 AND named.value ->> 'system' = ? ORDER BY record.id`,
    USER_SYSTEM,
  );
}
