/** Makes the analysts' database anew out of the records, in a thread of its own. */
import { z } from 'zod';
import { toHex, utf8 } from '../../../shared/base/bytes.ts';
import { hash } from '../../../shared/crypto/sodium.ts';
import { canonicalJson, type JsonObject, parseJson } from '../../../shared/records/json.ts';
import { codedIn } from '../analysis/cohorts/coded.ts';
import { observedIn } from '../analysis/cohorts/observed.ts';
import { factsOf, personOf } from '../analysis/facts/facts.ts';
import { proceed, type Task } from '../backup/task.ts';
import { type FindMedication, medicationFinder } from '../records/chart-medication.ts';
import { dayIn } from '../records/dates.ts';
import { project } from '../records/projection.ts';
import { markIndexed } from '../records/reindex.ts';
import { addCoded } from '../storage/coded.ts';
import { openStore, type Reader, removeDatabase, replaceDatabase, type Writer } from '../storage/database.ts';
import { onDisk } from '../storage/disk.ts';
import { addFacts, addPerson, type Fact } from '../storage/facts.ts';
import { survivorOf } from '../storage/merged.ts';
import { getMeta, setMeta } from '../storage/meta.ts';
import { SCHEMA_VERSION } from '../storage/migrations/index.ts';
import { addObserved } from '../storage/observed.ts';
import { commonCodes } from './common-codes.ts';
import { pagesByName } from './order.ts';
import { STRIPPED_TYPES, strip } from './strip.ts';

const PAGE = 2000;
const NAME_CONTEXT = 'xinglin/analysis/v1/name';
const NAME_BYTES = 16;
const ABOUT_KEY = 'deidentified';

/** What the analysts' database says of itself: there is no membership log in it. */
export const About = z.strictObject({
  name: z.string(),
  locale: z.enum(['zh-CN', 'en']),
  timeZone: z.string(),
  sample: z.boolean(),
  device: z.string(),
  /** When it was made, milliseconds. */
  at: z.int(),
  records: z.int(),
});
export type About = z.infer<typeof About>;

export interface DeidentifyInput {
  readonly database: string;
  readonly key: Uint8Array;
  /** Where it goes, and its own key. */
  readonly target: string;
  readonly targetKey: Uint8Array;
  /** Gives records their other names; never in the analysts' database. */
  readonly nameKey: Uint8Array;
  readonly about: Omit<About, 'records'>;
  /** The clinic's day, YYYY-MM-DD. */
  readonly today: string;
}

/** Writes it beside, and takes the place of the one before when it is whole. Raises cancelled, disk-full. */
export async function deidentify(input: DeidentifyInput, task: Task): Promise<{ records: number }> {
  const beside = `${input.target}.new`;
  removeDatabase(beside);
  const source = openStore({ file: input.database, key: input.key, readonly: true });
  try {
    const target = openStore({ file: beside, key: input.targetKey });
    let records = 0;
    try {
      const dayOf = dayIn(input.about.timeZone);
      const nameOf = namer(input.nameKey, source);
      const told = { dayOf, find: medicationFinder(source), nameOf };
      const reading = {
        source,
        page: PAGE,
        proceed: () => proceed(task, { phase: 'reading', done: 0, unit: 'records' }),
      };
      const stripping = {
        today: input.today,
        nameOf,
        isCommon: commonCodes({ ...reading, nameOf, today: input.today }),
      };
      // whoever was merged is in the record that is left
      const nameIn = (type: string, id: string) =>
        type === 'Patient' && survivorOf(source, id) !== id ? undefined : nameOf(type, id);
      for (const type of STRIPPED_TYPES) {
        for (const page of pagesByName({ ...reading, target, nameOf: nameIn }, type)) {
          target.transaction((writer) => {
            for (const json of page) {
              const resource = parseJson(json) as JsonObject;
              insert(writer, { resource, stripped: strip(resource, stripping) as JsonObject }, told);
            }
          });
          records += page.length;
          proceed(task, { phase: 'writing', done: records, unit: 'records' });
        }
      }
      target.transaction((writer) => {
        markIndexed(writer);
        setMeta(writer, ABOUT_KEY, { ...input.about, records });
      });
      target.emptyJournal();
    } finally {
      target.close();
    }
    onDisk(() => replaceDatabase(beside, input.target));
    return { records };
  } finally {
    source.close();
    removeDatabase(beside);
  }
}

/** What an analysts' database says of itself; undefined for one that an older program made: it lacks what measures read. */
export function aboutDeidentified(file: string, key: Uint8Array): About | undefined {
  const store = openStore({ file, key, readonly: true });
  try {
    const made = store.get<{ user_version: number }>('PRAGMA user_version')?.user_version;
    if (made !== SCHEMA_VERSION) return undefined;
    return getMeta(store, ABOUT_KEY, About);
  } finally {
    store.close();
  }
}

/** Patients who were merged have one name, that of the survivor: they are counted once. */
function namer(key: Uint8Array, source: Reader): (type: string, id: string) => string {
  return (type, id) => {
    const one = type === 'Patient' ? survivorOf(source, id) : id;
    return toHex(hash(NAME_CONTEXT, [key, utf8(`${type}/${one}`)], NAME_BYTES));
  };
}

interface Row {
  readonly resource: JsonObject;
  readonly stripped: JsonObject;
}

/** What facts are told with. */
interface Telling {
  readonly dayOf: (ms: number) => string;
  readonly find: FindMedication;
  readonly nameOf: ReturnType<typeof namer>;
}

function insert(writer: Writer, { resource, stripped }: Row, telling: Telling): void {
  const projection = project(stripped, telling.dayOf);
  const { patient, at, day, code, status } = projection;
  const [type, id] = [String(stripped.resourceType), String(stripped.id)];
  const { rowid: rid } = writer.run(
    `INSERT INTO record (type, id, json, version, eid, op, patient, at, day, code, status) VALUES (?, ?, ?, 1, 0, 0, ?, ?, ?, ?, ?)`,
    type,
    id,
    canonicalJson(stripped),
    patient,
    at,
    day,
    code,
    status,
  );
  if (type === 'Patient') {
    addPerson(writer, rid, id, personOf(stripped, projection));
    return;
  }
  addObserved(writer, { rid, patient, at, day }, observedIn(stripped, projection));
  addCoded(writer, { rid, patient, at, day }, codedIn(stripped, projection));
  addFacts(writer, { rid, patient, at, day }, namelessFacts({ resource, stripped }, telling));
}

/** What measures count is told by the whole record, for words tell of an antibiotic, too; whom and where it names is not. */
function namelessFacts({ resource, stripped }: Row, { dayOf, find, nameOf }: Telling): Fact[] {
  const told = new Map(factsOf(stripped, project(stripped, dayOf), find).map((fact) => [fact.kind, fact]));
  return factsOf(resource, project(resource, dayOf), find).map(({ kind, value, other, until, line, undated }) => {
    const { code, when } = told.get(kind) ?? {};
    return {
      kind,
      value,
      other,
      until,
      when,
      undated,
      line: line && renamed(line, nameOf),
      ...(code === undefined ? {} : { code: { name: code.name } }),
    };
  });
}

/** Lines name each other and their visits as records are named there. */
function renamed({ sheet, visit, prior }: NonNullable<Fact['line']>, nameOf: Telling['nameOf']): Fact['line'] {
  return {
    sheet: nameOf('sheet', sheet),
    visit: visit === '' ? '' : nameOf('Encounter', visit),
    prior: prior === '' ? '' : nameOf('MedicationRequest', prior),
  };
}
