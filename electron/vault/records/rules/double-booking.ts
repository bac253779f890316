/** Two appointments that are booked, or whose patient has arrived, of one practitioner or one place at one time. */
import { objectsIn, textIn } from '../../../../shared/records/members.ts';
import type { Reader } from '../../storage/database.ts';
import { parseMoment } from '../dates.ts';
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

function overlap(reader: Reader, a: number, b: number): boolean {
  const row = reader.get(
    `SELECT 1 FROM rule_key x JOIN rule_key y ON y.rid = ? AND y.rule = x.rule AND y.key = x.key
     WHERE x.rid = ? AND x.rule = '${NAME}' AND x.at < y.until AND y.at < x.until`,
    b,
    a,
  );
  return row !== undefined;
}

/** Who and what an appointment keeps, and from when until when. */
function bookings({ type, resource }: Judged): RuleKey[] {
  if (type !== 'Appointment' || resource === null || !TAKEN.includes(textIn(resource.status))) return [];
  const at = parseMoment(textIn(resource.start))?.at;
  if (at === undefined) return [];
  const end = parseMoment(textIn(resource.end))?.at;
  const minutes = typeof resource.minutesDuration === 'number' ? resource.minutesDuration * MINUTE : 0;
  const until = Math.min(end ?? at + minutes, at + LONGEST);
  if (until <= at) return [];
  const kept = objectsIn(resource.participant)
    .filter((one) => one.status !== 'declined')
    .flatMap((one) => objectsIn(one.actor))
    .map((actor) => textIn(actor.reference))
    .filter((reference) => /^(?:Practitioner|PractitionerRole|Location)\/[^/]+$/.test(reference));
  return [...new Set(kept)].map((key) => ({ key, at, until }));
}
