/** What is shown is not what was signed: a change made elsewhere at the same time has been merged into a signed record. */
import { toHex } from '../../../../shared/base/bytes.ts';
import { type JsonObject, parseJson } from '../../../../shared/records/json.ts';
import type { Reader } from '../../storage/database.ts';
import { hasSignature, linkTargets, signaturesAbout } from '../links.ts';
import { contentDigest, type ReadSignature, readSignature } from '../signature.ts';
import type { Breaker, Rule } from './contract.ts';

export const signedChanged: Rule = {
  name: 'signed-changed',
  subjects: (reader, { rid, type, id }) => {
    if (type === 'Provenance') return linkTargets(reader, rid).map((target) => `${target.type}/${target.id}`);
    return hasSignature(reader, type, id) ? [`${type}/${id}`] : [];
  },
  judge: (reader, subject) => {
    const [type = '', id = ''] = subject.split('/');
    const signatures = signaturesOver(reader, type, id);
    if (signatures.length === 0) return null;
    // of a redacted record nobody could restore what was signed, nor say that it is right as it is
    const row = reader.get<Breaker & { json: string; deleted: number }>(
      'SELECT rid, type, id, patient, json, deleted FROM record WHERE type = ? AND id = ? AND version > 0 AND redacted = 0',
      type,
      id,
    );
    if (!row) return null;
    const { json, deleted, ...member } = row;
    const now = deleted ? 'deleted' : toHex(contentDigest(json));
    return signatures.some(({ digest }) => toHex(digest) === now) ? null : { members: [member], detail: now };
  },
};

/** Signatures of ours over a record; whether their keys are members' is judged where a membership log is at hand. */
export function signaturesOver(reader: Reader, type: string, id: string): ReadSignature[] {
  return signaturesAbout(reader, { type, id }).flatMap(({ json }) => {
    const read = readSignature(parseJson(json) as JsonObject);
    return read && read.target.type === type && read.target.id === id ? [read] : [];
  });
}
