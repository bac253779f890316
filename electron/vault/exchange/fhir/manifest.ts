/**
 * The manifest of a bulk export (http://hl7.org/fhir/uv/bulkdata/export.html, "Response - Complete Status"): which files belong to it,
 * what is in each, and how much.
 */
import { open, readFile, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import type { ImportProblem } from '../../../../shared/bridge/exchange.ts';
import { type JsonObject, parseJson } from '../../../../shared/records/json.ts';
import type { Reader } from '../../storage/database.ts';
import { deletedPage, deletedTypes } from '../../storage/exported.ts';
import type { ExportOptions, FoundFiles, SourceFile } from '../contract.ts';
import { BESIDE } from './beside.ts';
import { makeOriginals, OWN_IDS } from './originals.ts';
import { sourceOf } from './system.ts';

export const MANIFEST_NAME = 'manifest.json';
export const DELETED_NAME = 'deleted.ndjson';
/** Deletions of one Bundle. */
const PAGE = 1000;
/** The largest manifest that is read, in bytes: some ten thousand files. */
const LARGEST = 4 * 1024 * 1024;

const Listed = z.object({ url: z.string(), count: z.int().optional() });
type Listed = z.infer<typeof Listed>;

const Manifest = z.object({
  transactionTime: z.string(),
  output: z.array(Listed),
  deleted: z.array(Listed).default([]),
  error: z.array(Listed).default([]),
  extension: z
    .object({ [BESIDE]: z.array(z.string()) })
    .optional()
    .catch(undefined),
});

interface WrittenFile extends Listed {
  readonly type: string;
}

/** The manifest of what was written; its addresses are the names of files beside it. */
export function manifestText(
  { at, types, patient }: Pick<ExportOptions, 'at' | 'types' | 'patient'>,
  output: readonly WrittenFile[],
  deleted: readonly WrittenFile[],
  beside: readonly string[] | undefined,
): string {
  const asked = [
    ...(types ? [`_type=${types.join(',')}`] : []),
    ...(patient === undefined ? [] : [`patient=${patient}`]),
  ];
  const manifest = {
    transactionTime: new Date(at).toISOString(),
    // no server was asked: what would have been asked of one
    request: ['$export', ...(asked.length > 0 ? [asked.join('&')] : [])].join('?'),
    requiresAccessToken: false,
    outputFormat: 'application/fhir+ndjson',
    output,
    deleted,
    error: [],
    ...(beside ? { extension: { [BESIDE]: beside } } : {}),
  };
  return `${JSON.stringify(manifest)}\n`;
}

/** What was deleted here, as transactions of deletions, each a line. */
export function* deletionBundles(
  reader: Reader,
  { types, patient, ids }: Pick<ExportOptions, 'types' | 'patient' | 'ids'>,
): Generator<string> {
  const { idOf } = ids === 'original' ? makeOriginals(reader) : OWN_IDS;
  for (const type of deletedTypes(reader).filter((one) => types?.includes(one) ?? true)) {
    let page = deletedPage(reader, type, patient, '', PAGE);
    while (page.length > 0) {
      // in whose ids a record comes in again says its own source: a deletion of it has to say the same
      const bySource = new Map<string | undefined, object[]>();
      for (const { id, json } of page) {
        const source = sourceOf(parseJson(json) as JsonObject);
        const entries = bySource.get(source) ?? [];
        entries.push({ request: { method: 'DELETE', url: `${type}/${idOf(type, id)}` } });
        bySource.set(source, entries);
      }
      for (const [source, entry] of bySource) {
        const about = source === undefined ? {} : { meta: { source } };
        yield JSON.stringify({ resourceType: 'Bundle', ...about, type: 'transaction', entry });
      }
      page = page.length < PAGE ? [] : deletedPage(reader, type, patient, page.at(-1)?.id ?? '', PAGE);
    }
  }
}

/**
 * The files that the manifests among those found list, in their place; what stands beside a manifest without being listed is left
 * out, and told. Where there is no manifest, the files as they were found.
 */
export async function followManifests({ files, problems }: FoundFiles): Promise<FoundFiles> {
  const followed: SourceFile[] = [];
  const told: ImportProblem[] = [...problems];
  const notices: ImportProblem[] = [];
  const folders = new Map<string, Set<string>>();
  for (const file of files) {
    const manifest = await readManifest(file);
    if (!manifest) continue;
    const folder = dirname(file.path);
    const listed = folders.get(folder) ?? new Set([file.path]);
    folders.set(folder, listed.add(file.path));
    const take = async (one: Listed, more: Pick<SourceFile, 'deleted' | 'beside'>): Promise<void> => {
      const found = await findListed(folder, one.url);
      if (!found) {
        const message = `${MANIFEST} lists a file that is not beside it. Get it from the sender, and import again: what is here stays as it is.`;
        told.push({ file: nameOf(one.url), code: 'file-not-found', message });
      } else if (!listed.has(found.path)) {
        listed.add(found.path);
        followed.push({ ...found, ...more, ...(one.count === undefined ? {} : { expected: one.count }) });
      }
    };
    const beside = manifest.extension?.[BESIDE];
    for (const one of manifest.output) await take(one, beside ? { beside } : {});
    // what is deleted is deleted behind all that comes
    for (const one of manifest.deleted) await take(one, { deleted: true });
    for (const one of manifest.error) {
      const found = await findListed(folder, one.url);
      if (found) listed.add(found.path);
      const message = 'The sender could not export everything: this file says what is missing. Ask the sender for it.';
      told.push({ file: nameOf(one.url), code: 'truncated', message });
    }
  }
  if (folders.size === 0) return { files, problems };
  const others = files.filter((file) => {
    const listed = folders.get(dirname(file.path));
    if (listed === undefined) return true;
    if (!listed.has(file.path)) notices.push({ file: file.name, code: 'not-allowed', message: UNLISTED });
    return false;
  });
  return { files: [...others, ...followed], problems: told, notices };
}

const MANIFEST = 'The manifest';
const UNLISTED = `${MANIFEST} beside this file does not list it. It was not read; import it alone if it belongs to the export.`;

/** The manifest in a file; undefined where there is none. */
async function readManifest({ path, name, size }: SourceFile): Promise<z.infer<typeof Manifest> | undefined> {
  if (!name.toLowerCase().endsWith('.json') || size > LARGEST || !(await begins(path))) return undefined;
  try {
    return Manifest.safeParse(JSON.parse(await readFile(path, 'utf8'))).data;
  } catch {
    return undefined; // whoever reads it as FHIR says what is wrong
  }
}

/** Whether a file's beginning speaks as a manifest does: most files of JSON need not be read for it. */
async function begins(path: string): Promise<boolean> {
  try {
    const handle = await open(path);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0);
      return buffer.toString('latin1', 0, bytesRead).includes('"transactionTime"');
    } finally {
      await handle.close();
    }
  } catch {
    return false; // told when it is read
  }
}

/** A listed file, plain or compressed, by its name: wherever the sender had it, it is beside the manifest now. */
async function findListed(folder: string, url: string): Promise<SourceFile | undefined> {
  const name = nameOf(url);
  for (const one of [name, `${name}.gz`]) {
    try {
      const path = join(folder, one);
      const facts = await stat(path);
      if (facts.isFile()) return { path, name: one, size: facts.size, changed: facts.mtimeMs };
    } catch {
      // the next
    }
  }
  return undefined;
}

function nameOf(url: string): string {
  const path = url.split(/[?#]/, 1)[0] ?? '';
  try {
    return basename(decodeURIComponent(path));
  } catch {
    return basename(path);
  }
}
