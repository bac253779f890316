/** Writes a synthetic clinic as bulk data: one NDJSON file per type, and beside them what is hidden in it. */
import { raise } from '../../shared/base/result.ts';
import { makeOutput, type Output } from '../vault/exchange/fhir/output.ts';
import { type FhirResource, type GenerateOptions, generateClinic } from '../vault/sample/generate.ts';

/** Characters of one file that wait to be written. */
const GROUP = 256 * 1024;
/** Resources between two looks at whether it was cancelled. */
const TURN = 2000;

const TYPES: Readonly<Record<FhirResource['resourceType'], true>> = {
  AllergyIntolerance: true,
  Appointment: true,
  ChargeItem: true,
  Condition: true,
  DiagnosticReport: true,
  DocumentReference: true,
  Encounter: true,
  Immunization: true,
  Invoice: true,
  Location: true,
  MedicationRequest: true,
  Observation: true,
  Organization: true,
  Patient: true,
  Practitioner: true,
  PractitionerRole: true,
  ServiceRequest: true,
};

/** CSV, so that a folder can be imported as it is: these are no records. */
const TRUTH = { file: 'truth.csv', head: 'person,patient,differences' } as const;
const DAMAGE = { file: 'errors.csv', head: 'resource,kind,path,was' } as const;

export interface Generated {
  readonly files: string[];
  readonly resources: number;
  /** People who are registered twice, if that was asked for; `truth.csv` says who. */
  readonly duplicates?: number;
  /** Records that were damaged, if that was asked for; `errors.csv` says how. */
  readonly damaged?: number;
}

/**
 * All files or none; memory does not grow with the clinic. Raises already-exists where a file of one of the names is there,
 * disk-full and file-unwritable, cancelled.
 */
export async function generateFiles(
  folder: string,
  options: GenerateOptions,
  onProgress: (done: number) => void,
  signal: AbortSignal,
): Promise<Generated> {
  const names = [...Object.keys(TYPES).map((type) => `${type}.ndjson`), TRUTH.file, DAMAGE.file];
  const output = await makeOutput(folder, names);
  const files = buffered(output);
  const counts = { resources: 0, duplicates: 0, damaged: 0 };
  if (options.duplicates) files.add(TRUTH.file, TRUTH.head);
  if (options.errors) files.add(DAMAGE.file, DAMAGE.head);
  const truth = {
    duplicate: (found: { first: string; second: string; differences: readonly string[] }) => {
      counts.duplicates++;
      files.add(TRUTH.file, csv([found.first, found.first, '']));
      files.add(TRUTH.file, csv([found.first, found.second, found.differences.join(' ')]));
    },
    damage: (what: { resource: string; kind: string; path: string; was?: string }) => {
      counts.damaged++;
      files.add(DAMAGE.file, csv([what.resource, what.kind, what.path, what.was ?? '']));
    },
  };
  try {
    for (const resource of generateClinic(options, truth)) {
      files.add(`${resource.resourceType}.ndjson`, JSON.stringify(resource));
      counts.resources++;
      if (files.full()) await files.flush(GROUP);
      if (counts.resources % TURN !== 0) continue;
      onProgress(counts.resources);
      await new Promise((resolve) => setImmediate(resolve)); // an interrupt is heard
      if (signal.aborted) raise('cancelled', 'Cancelled. No file was left behind.');
    }
    await files.flush(0);
    return {
      files: await output.finish(),
      resources: counts.resources,
      ...(options.duplicates ? { duplicates: counts.duplicates } : {}),
      ...(options.errors ? { damaged: counts.damaged } : {}),
    };
  } finally {
    await output.discard();
  }
}

/** Lines by file; what waits is written file by file, so that no more than a group of each is in memory. */
function buffered(output: Output) {
  const waiting = new Map<string, { lines: string[]; size: number }>();
  let full = false;
  return {
    add(name: string, line: string): void {
      let one = waiting.get(name);
      if (!one) {
        one = { lines: [], size: 0 };
        waiting.set(name, one);
      }
      one.lines.push(line);
      one.size += line.length;
      full ||= one.size > GROUP;
    },
    full: () => full,
    /** Writes what waits of the files that have more than so many characters. */
    async flush(above: number): Promise<void> {
      full = false;
      for (const [name, one] of waiting) {
        if (one.lines.length === 0 || one.size <= above) continue;
        await output.write(name, `${one.lines.join('\n')}\n`);
        one.lines = [];
        one.size = 0;
      }
    },
  };
}

/** One line of RFC 4180, without its end. */
function csv(cells: readonly string[]): string {
  return cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',');
}
