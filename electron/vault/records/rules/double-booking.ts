/** Two appointments that are booked, or whose patient has arrived, of one practitioner or in one room at one time. */
import { firstCode } from '../../../../shared/records/concept.ts';
import { type JsonObject, toNumber } from '../../../../shared/records/json.ts';
import { objectsIn, textIn } from '../../../../shared/records/members.ts';
import type { Reader } from '../../storage/database.ts';
import { parseMoment } from '../dates.ts';
import { userOf } from '../staff.ts';
import type { Breaker, Judged, Rule, RuleKey } from './contract.ts';

const NAME = 'double-booking';
/** http://hl7.org/fhir/R4/valueset-appointmentstatus.html */
const TAKEN = ['booked', 'arrived', 'checked-in'];
/** Longer than this an appointment keeps nobody: it bounds how far back an overlap is looked for. */
const LONGEST = 24 * 3600_000;
const MINUTE = 60_000;

export const doubleBooking: Rule = {
  name: NAME,
  keys: bookings,
  subjects: (reader, record) => {
    if (record.type === 'Location') return pairsIn(reader, `Location/${record.id}`);
    const pairs = bookings(record).flatMap(({ key, at, until }) =>
      reader.all<{ id: string }>(
        `SELECT r.id FROM rule_key k JOIN record r ON r.rid = k.rid
         WHERE k.rule = '${NAME}' AND k.key = ? AND k.at > ? AND k.at < ? AND k.until > ? AND k.rid <> ?`,
        key,
        at - LONGEST,
        until,
        at,
        record.rid,
      ),
    );
    return [...new Set(pairs.map(({ id }) => [id, record.id].sort().join(' ')))];
  },
  judge: (reader, subject) => {
    const [a, b] = subject
      .split(' ')
      .map((id) =>
        reader.get<Breaker>("SELECT rid, type, id, patient FROM record WHERE type = 'Appointment' AND id = ?", id),
      );
    return a && b && overlap(reader, a.rid, b.rid) ? { members: [a, b], detail: '' } : null;
  },
};

/** Of a place of which something else is known now: every two appointments there at one time. */
function pairsIn(reader: Reader, place: string): string[] {
  const pairs = reader.all<{ a: string; b: string }>(
    `SELECT r.id AS a, s.id AS b FROM rule_key x
     JOIN rule_key y ON y.rule = x.rule AND y.key = x.key AND y.at > x.at - ${LONGEST} AND y.at < x.until AND y.until > x.at
     JOIN record r ON r.rid = x.rid JOIN record s ON s.rid = y.rid
     WHERE x.rule = '${NAME}' AND x.key = ? AND r.id < s.id`,
    place,
  );
  return pairs.map(({ a, b }) => `${a} ${b}`);
}

/** Whether somebody, or a place that holds one patient at a time, is kept by both. */
function overlap(reader: Reader, a: number, b: number): boolean {
  const shared = reader.all<{ key: string }>(
    `SELECT x.key FROM rule_key x JOIN rule_key y ON y.rid = ? AND y.rule = x.rule AND y.key = x.key
     WHERE x.rid = ? AND x.rule = '${NAME}' AND x.at < y.until AND y.at < x.until`,
    b,
    a,
  );
  return shared.some(({ key }) => !isWide(reader, key));
}

/** Places with room for many at one time (http://hl7.org/fhir/R4/codesystem-location-physical-type.html). */
const WIDE = ['si', 'bu', 'wi', 'wa', 'lvl', 'co', 'ho', 'rd', 'area', 'jdn'];

/** Whether this is the clinic itself, a ward, a floor, as its Location here says; what nobody described is a room. */
function isWide(reader: Reader, key: string): boolean {
  if (!key.startsWith('Location/')) return false;
  const row = reader.get<{ json: string }>(
    "SELECT json FROM record WHERE type = 'Location' AND id = ? AND deleted = 0",
    key.slice('Location/'.length),
  );
  return row !== undefined && WIDE.includes(firstCode((JSON.parse(row.json) as JsonObject).physicalType));
}

/** Who and what an appointment keeps, and from when until when. */
function bookings({ type, resource }: Judged): RuleKey[] {
  if (type !== 'Appointment' || resource === null || !TAKEN.includes(textIn(resource.status))) return [];
  const at = parseMoment(textIn(resource.start))?.at;
  if (at === undefined) return [];
  const end = parseMoment(textIn(resource.end))?.at;
  const minutes = (toNumber(resource.minutesDuration) ?? 0) * MINUTE;
  const until = Math.min(end ?? at + minutes, at + LONGEST);
  if (until <= at) return [];
  const kept = objectsIn(resource.participant)
    .filter((one) => one.status !== 'declined')
    .flatMap((one) => objectsIn(one.actor))
    .map((actor) => {
      const user = userOf(actor);
      return user === undefined ? textIn(actor.reference) : `User/${user}`;
    })
    .filter((reference) => /^(?:Practitioner|PractitionerRole|Location|User)\/[^/]+$/.test(reference));
  return [...new Set(kept)].map((key) => ({ key, at, until }));
}
