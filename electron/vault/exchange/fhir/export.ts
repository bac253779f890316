/** Writes records as FHIR R4 bulk data (http://hl7.org/fhir/uv/bulkdata/), one NDJSON file per type, or as one Bundle. */
import { basename } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Reader } from '../../storage/database.ts';
import type { ExportOptions, ExportReport } from '../contract.ts';
import { besideIn, besideMeta } from './beside.ts';
import { DELETED_NAME, deletionBundles, MANIFEST_NAME, manifestText } from './manifest.ts';
import { makeOutput } from './output.ts';
import { exportedTypes, exportPages } from './pages.ts';

/**
 * `Type.ndjson` in the folder for every type asked for of which there is anything, `deleted.ndjson` with what was deleted here, and
 * `manifest.json`, which lists and counts them. All files or none: they appear under their names when the last is complete.
 * Raises already-exists where one of the names is taken.
 */
export async function exportNdjson(reader: Reader, options: ExportOptions): Promise<ExportReport> {
  const types = exportedTypes(reader, options);
  const nameOf = (type: string): string => named(`${type}.ndjson`, options);
  const deleted = named(DELETED_NAME, options);
  return written(options, [...types.map(nameOf), deleted, MANIFEST_NAME], async (write) => {
    const counts = new Map<string, number>();
    let resources = 0;
    for await (const { type, texts } of exportPages(reader, types, options)) {
      await write(nameOf(type), `${texts.join('\n')}\n`);
      counts.set(type, (counts.get(type) ?? 0) + texts.length);
      resources += texts.length;
    }
    let gone = 0;
    for (const line of deletionBundles(reader, options)) {
      await write(deleted, `${line}\n`);
      gone += 1;
    }
    const output = [...counts].map(([type, count]) => ({ type, url: nameOf(type), count }));
    await write(
      MANIFEST_NAME,
      manifestText(
        options,
        output,
        gone === 0 ? [] : [{ type: 'Bundle', url: deleted, count: gone }],
        besideIn(reader, types, options),
      ),
    );
    return resources;
  });
}

/**
 * One `bundle.json`: a transaction that puts every resource under its id (http://hl7.org/fhir/R4/http.html#transaction), so that a
 * server, or an import here, takes it as it is. Raises already-exists where the name is taken.
 */
export async function exportBundle(reader: Reader, options: ExportOptions): Promise<ExportReport> {
  const types = exportedTypes(reader, options);
  const name = named('bundle.json', options);
  return written(options, [name], async (write) => {
    let resources = 0;
    const beside = besideIn(reader, types, options);
    const meta = beside ? `,"meta":${JSON.stringify(besideMeta(beside))}` : '';
    await write(name, `{"resourceType":"Bundle"${meta},"type":"transaction"`);
    for await (const { type, texts } of exportPages(reader, types, options)) {
      const entries = texts.map((text) => {
        const { id } = JSON.parse(text) as { id: string };
        return `{"request":{"method":"PUT","url":${JSON.stringify(`${type}/${id}`)}},"resource":${text}}`;
      });
      await write(name, `${resources === 0 ? ',"entry":[' : ','}\n${entries.join(',\n')}`);
      resources += texts.length;
    }
    await write(name, resources === 0 ? '}\n' : '\n]}\n');
    return resources;
  });
}

function named(name: string, { gzip }: Pick<ExportOptions, 'gzip'>): string {
  return gzip ? `${name}.gz` : name;
}

/** Files of which the report does not speak. */
const BESIDE: readonly string[] = [MANIFEST_NAME, DELETED_NAME, `${DELETED_NAME}.gz`];

type Write = (name: string, text: string) => Promise<void>;

/** Files in the folder, of which `work` writes; all or none. */
async function written(
  { out, gzip }: Pick<ExportOptions, 'out' | 'gzip'>,
  names: readonly string[],
  work: (write: Write) => Promise<number>,
): Promise<ExportReport> {
  const output = await makeOutput(out, names);
  try {
    // what is compressed piece by piece is one file of several members (RFC 1952, 2.2)
    const resources = await work((name, text) =>
      output.write(name, gzip && name !== MANIFEST_NAME ? gzipSync(text) : text),
    );
    const files = await output.finish();
    // those with resources in them
    return { files: files.filter((file) => !BESIDE.includes(basename(file))), resources };
  } finally {
    await output.discard();
  }
}
