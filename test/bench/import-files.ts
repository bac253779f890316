/** Files of any size to import: twenty patients of Synthea again and again, each time with other ids, or a generated clinic where those are not there. */
import { once } from 'node:events';
import { createWriteStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { isObject, type Json, type JsonObject, parseJson } from '../../shared/records/json.ts';
import { sampleResources } from './sample.ts';

const BUNDLES = join(resolve(process.env.XINGLIN_TEST_DATA ?? '../shared/data'), 'synthea-bundles');
const UUID = /[0-9a-f]{8}(?=-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/g;

export type Layout = 'lines' | 'bundle';

/** Writes at least so many bytes into a file; how many resources they are. */
export async function writeImport(file: string, layout: Layout, bytes: number): Promise<number> {
  const out = createWriteStream(file);
  let written = 0;
  let resources = 0;
  const write = async (text: string): Promise<void> => {
    written += Buffer.byteLength(text);
    if (!out.write(text)) await once(out, 'drain');
  };
  if (layout === 'bundle') await write('{"resourceType":"Bundle","type":"transaction","entry":[\n');
  for (const resource of endless()) {
    if (written >= bytes) break;
    const entry = { fullUrl: `urn:uuid:${String(resource.id)}`, resource };
    await write(
      layout === 'lines' ? `${JSON.stringify(resource)}\n` : `${resources > 0 ? ',\n' : ''}${JSON.stringify(entry)}`,
    );
    resources += 1;
  }
  if (layout === 'bundle') await write(']}\n');
  out.end();
  await once(out, 'finish');
  return resources;
}

/** References are `Type/id`, as a bulk export has them. */
function* endless(): Generator<JsonObject> {
  const texts = existsSync(BUNDLES)
    ? readdirSync(BUNDLES).map((name) => resourcesOf(gunzipSync(readFileSync(join(BUNDLES, name))).toString()))
    : [[...sampleResources(20)].map((resource) => JSON.stringify(resource))];
  for (let round = 0; ; round++)
    for (const text of texts.flat()) yield parseJson(text.replace(UUID, (head) => again(head, round))) as JsonObject;
}

/** Other first eight digits, the same for the same id of a round. */
function again(head: string, round: number): string {
  return ((Number.parseInt(head, 16) ^ Math.imul(round, 0x9e3779b1)) >>> 0).toString(16).padStart(8, '0');
}

function resourcesOf(text: string): string[] {
  const bundle = parseJson(text);
  const entries = isObject(bundle) && Array.isArray(bundle.entry) ? (bundle.entry as readonly Json[]) : [];
  const types = new Map<string, string>();
  for (const entry of entries)
    if (isObject(entry) && isObject(entry.resource))
      types.set(String(entry.fullUrl), `${String(entry.resource.resourceType)}/${String(entry.resource.id)}`);
  return entries.flatMap((entry) =>
    isObject(entry) && isObject(entry.resource)
      ? [
          JSON.stringify(entry.resource).replace(/"(urn:uuid:[^"]+)"/g, (_all, url: string) =>
            JSON.stringify(types.get(url) ?? url),
          ),
        ]
      : [],
  );
}
