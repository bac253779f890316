/** Places what a row became: with our ids, its references rewritten, on top of what is known of it. */

import type { Finding } from '../../../../shared/quality/finding.ts';
import { canonicalJson, type JsonObject, parseJson } from '../../../../shared/records/json.ts';
import { errorsIn } from '../../quality/validation/index.ts';
import { importDigest } from '../../records/import-digest.ts';
import type { Incoming } from '../../records/incoming.ts';
import type { ImportContext } from '../contract.ts';
import { importedId } from '../fhir/ids.ts';
import type { Trouble } from '../fhir/parse.ts';
import { readdress } from '../fhir/rewrite.ts';
import { patched } from './path.ts';
import { problemText } from './problems.ts';
import type { MappedResource } from './row.ts';

export type Placed =
  | { readonly incoming: Incoming; readonly findings: readonly Finding[] }
  | { readonly trouble: Trouble };

export interface PlaceOptions {
  readonly system: string;
  readonly context: Pick<ImportContext, 'findByIdentifier' | 'isRedacted' | 'here' | 'refer' | 'clean'>;
}

/** The record that a resource of a row becomes, or why it cannot. */
export function placeMapped(mapped: MappedResource, options: PlaceOptions): Placed {
  return mapped.own === undefined ? placeSent(mapped, options) : placeOwn(mapped, mapped.own, options);
}

function placeSent({ type, original, patch }: MappedResource, { system, context }: PlaceOptions): Placed {
  const id = importedId(system, type, original);
  if (context.isRedacted(type, id))
    return refuse('redacted', `An owner redacted this ${type}. It was left out and stays so; tell its sender.`);
  const ours = {
    set: patch.set.map(({ steps, value }) => ({ steps, value: ourReference(value, system, context) })),
    cleared: patch.cleared,
  };
  const unknown = ours.set.some(({ value }) => value === undefined);
  if (unknown)
    return refuse('not-found', 'Nobody here, or more than one, carries the identifier that the row refers to.');
  const said = context.here.said(type, id);
  const base = said === undefined ? { resourceType: type } : (parseJson(said) as JsonObject);
  // cleaned before it is judged; this clinic's own records are cleaned where they are, and not by a table of theirs
  const cleaned = context.clean({ ...patched(base, ours as typeof patch), id: original }, system);
  const resource = readdress(cleaned, id, (reference) => reference);
  const json = canonicalJson(resource);
  const source = { system, type, original };
  return { incoming: { type, id, json, source, digest: importDigest(json) }, findings: errorsIn(resource) };
}

/** A reference of the sender's as ours; undefined for a conditional one that finds nobody. */
function ourReference(
  value: MappedResource['patch']['set'][number]['value'],
  system: string,
  context: Pick<ImportContext, 'findByIdentifier' | 'refer'>,
): typeof value | undefined {
  const reference = typeof value === 'object' && value !== null && 'reference' in value ? value.reference : undefined;
  if (typeof reference !== 'string') return value;
  const [, asked, token = ''] = /^([A-Za-z]+)\?identifier=(.*)$/.exec(reference) ?? [];
  if (asked !== undefined) {
    const text = decodeURIComponent(token);
    const bar = text.indexOf('|');
    const found = context.findByIdentifier(asked, bar < 0 ? undefined : text.slice(0, bar), text.slice(bar + 1));
    return found === undefined ? undefined : { ...(value as JsonObject), reference: `${asked}/${found}` };
  }
  const [type = '', original = ''] = reference.split('/');
  const id = importedId(system, type, original);
  context.refer({ system, type, original }, id);
  return { ...(value as JsonObject), reference: `${type}/${id}` };
}

const LOCKED = {
  signed: 'This record is signed: it is not changed any more. Write an addendum. The row was left out.',
  'append-only': 'A signature is never changed, or it would prove nothing. The row was left out.',
};

/** A row of this clinic's own table, as an edit of the record that it names; of one that says the same nothing changes. */
function placeOwn({ type, patch }: MappedResource, id: string, { system, context }: PlaceOptions): Placed {
  const current = context.here.current(type, id);
  if (current === undefined) return refuse('csv-unknown-record', problemText('csv-unknown-record'));
  const before = parseJson(current) as JsonObject;
  const resource = { ...patched(before, patch), id };
  const json = canonicalJson(resource);
  const source = { system, type, original: id };
  const incoming: Incoming = { type, id, json, source, digest: importDigest(json), edit: true };
  if (json === current) return { incoming, findings: [] };
  const locked = context.here.locked(type, id);
  if (locked) return refuse(locked, LOCKED[locked]);
  // only what was not wrong before
  const old = new Set(errorsIn(before).map(keyOf));
  return { incoming, findings: errorsIn(resource).filter((finding) => !old.has(keyOf(finding))) };
}

function keyOf({ expression, key }: Finding): string {
  return `${expression} ${key}`;
}

function refuse(code: Trouble['code'], message: string): { readonly trouble: Trouble } {
  return { trouble: { code, message } };
}
