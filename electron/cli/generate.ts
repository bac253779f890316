/** Writes a synthetic clinic as bulk data: one NDJSON file per type. */
import { makeOutput } from '../vault/exchange/fhir/output.ts';
import { type GenerateOptions, generateClinic } from '../vault/sample/generate.ts';

/** Resources of one type that are written at a time. */
const GROUP = 500;

/** All files or none; raises already-exists where a file of one of the names is there. */
export async function generateFiles(
  folder: string,
  options: GenerateOptions,
  onProgress: (done: number) => void,
): Promise<{ files: string[]; resources: number }> {
  const output = await makeOutput(folder, []);
  const waiting = new Map<string, string[]>();
  let resources = 0;
  try {
    for (const resource of generateClinic(options)) {
      const lines = waiting.get(resource.resourceType) ?? [];
      waiting.set(resource.resourceType, lines);
      lines.push(JSON.stringify(resource));
      resources++;
      if (lines.length === GROUP) {
        await output.write(`${resource.resourceType}.ndjson`, `${lines.join('\n')}\n`);
        lines.length = 0;
        onProgress(resources);
      }
    }
    for (const [type, lines] of waiting)
      if (lines.length) await output.write(`${type}.ndjson`, `${lines.join('\n')}\n`);
    return { files: await output.finish(), resources };
  } finally {
    await output.discard();
  }
}
