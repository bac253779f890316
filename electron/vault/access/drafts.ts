/** What somebody was writing when the screen was locked: kept in the encrypted database, for them alone, until it is saved or dropped. */
import { z } from 'zod';
import type { Reader, Writer } from '../storage/database.ts';
import { deleteMeta, getMeta, setMeta } from '../storage/meta.ts';

/** Forms that somebody left open at the same time; the oldest goes first. */
const MOST = 20;

const Drafts = z.array(
  z.strictObject({ place: z.string(), patient: z.string().nullable(), json: z.string(), at: z.int() }),
);
export type Draft = z.infer<typeof Drafts>[number];

const keyOf = (user: string): string => `drafts:${user}`;

/** A user's drafts, the newest first. */
export function draftsOf(reader: Reader, user: string): Draft[] {
  return getMeta(reader, keyOf(user), Drafts) ?? [];
}

/** Keeps what stands in a form, in place of what stood there before. */
export function keepDraft(writer: Writer, user: string, draft: Draft): void {
  setMeta(writer, keyOf(user), [draft, ...others(writer, user, draft)].slice(0, MOST));
}

/** Forgets what stood in a form. */
export function dropDraft(writer: Writer, user: string, place: Pick<Draft, 'place' | 'patient'>): void {
  const left = others(writer, user, place);
  if (left.length > 0) setMeta(writer, keyOf(user), left);
  else deleteMeta(writer, keyOf(user));
}

function others(reader: Reader, user: string, { place, patient }: Pick<Draft, 'place' | 'patient'>): Draft[] {
  return draftsOf(reader, user).filter((one) => one.place !== place || one.patient !== patient);
}

/** Forgets everybody's drafts in the charts of these patients, and those that name one of these records (`Type/id`) or stand in its form. */
export function forgetDraftsAbout(writer: Writer, keys: ReadonlySet<string>): void {
  const ids = [...keys].map((key) => key.slice(key.indexOf('/') + 1));
  for (const { key } of writer.all<{ key: string }>("SELECT key FROM meta WHERE key LIKE 'drafts:%'")) {
    const user = key.slice(keyOf('').length);
    const drafts = draftsOf(writer, user);
    const left = drafts.filter(
      ({ place, patient, json }) => !ids.some((id) => patient === id || namesId(place, id) || namesId(json, id)),
    );
    if (left.length === drafts.length) continue;
    if (left.length > 0) setMeta(writer, key, left);
    else deleteMeta(writer, key);
  }
}

/** Whether an id stands in a text by itself. */
function namesId(text: string, id: string): boolean {
  for (let at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + 1))
    if (!/[\w.-]/.test(text[at - 1] ?? '') && !/[\w.-]/.test(text[at + id.length] ?? '')) return true;
  return false;
}
