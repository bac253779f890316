/**
 * What is written of a patient who was merged is not what it was then: changed elsewhere at the same time, or sent again by a hospital.
 * The survivor does not have it, and somebody has to look whether they should.
 */
import { toHex, utf8 } from '../../../../shared/base/bytes.ts';
import { hash } from '../../../../shared/crypto/sodium.ts';
import { canonicalJson, type JsonObject, parseJson } from '../../../../shared/records/json.ts';
import { objectsIn } from '../../../../shared/records/members.ts';
import { isReplacement, MERGED_CONTENT } from '../../../../shared/records/patient/merge.ts';
import type { Breaker, Rule } from './contract.ts';

export const mergedChanged: Rule = {
  name: 'merged-changed',
  subjects: (_reader, { type, id, resource }) =>
    type === 'Patient' && resource !== null && objectsIn(resource.link).some(isReplacement) ? [id] : [],
  judge: (reader, subject) => {
    const row = reader.get<Breaker & { json: string }>(
      `SELECT rid, type, id, patient, json FROM record
       WHERE type = 'Patient' AND id = ? AND deleted = 0 AND version > 0`,
      subject,
    );
    if (!row) return null;
    const { json, ...member } = row;
    const patient = parseJson(json) as JsonObject;
    const then = contentThen(patient);
    if (then.length === 0) return null;
    const now = mergedContent(patient);
    return then.includes(now) ? null : { members: [member], detail: now };
  },
};

/** Names what a patient's record says of the person, in hexadecimal; whom it is linked to, and whether it is in use, is not part of it. */
export function mergedContent(patient: JsonObject): string {
  const { link: _link, active: _active, meta: _meta, text: _text, ...content } = patient;
  return toHex(hash('xinglin/merged/v1', [utf8(canonicalJson(content))], 16));
}

/** What the merges have kept of it. */
function contentThen(patient: JsonObject): string[] {
  return objectsIn(patient.link)
    .filter(isReplacement)
    .flatMap((link) => objectsIn(link.extension))
    .flatMap(({ url, valueString }) =>
      url === MERGED_CONTENT && typeof valueString === 'string' ? [valueString] : [],
    );
}
