import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { must } from './person.ts';

/** Type/id of every record in a folder of NDJSON, with its line byte by byte. */
function linesOf(folder: string): Map<string, string> {
  const found = new Map<string, string>();
  // when each was written differs
  for (const name of readdirSync(folder).filter((one) => one !== 'manifest.json')) {
    for (const line of readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean)) {
      const { resourceType, id } = JSON.parse(line) as { resourceType: string; id: string };
      found.set(`${resourceType}/${id}`, line);
    }
  }
  must(found.size > 0, `${folder} has records to compare`);
  return found;
}

/** Type/id of the records of two exports that only one has, or that differ in any byte. */
export function differences(one: string, other: string): string[] {
  const [left, right] = [linesOf(one), linesOf(other)];
  const keys = [...new Set([...left.keys(), ...right.keys()])];
  return keys.filter((key) => left.get(key) !== right.get(key)).sort();
}
