/**
 * Patient search, each keystroke, at three sizes of clinic; beside it a scan with LIKE over the same rows in the same run.
 * `node test/bench/search.ts [--patients 2000,20000,100000] [--people 60]` prints JSON; times in milliseconds.
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dayIn } from '../../electron/vault/records/dates.ts';
import { searchPatients } from '../../electron/vault/records/patient-search.ts';
import { project } from '../../electron/vault/records/projection.ts';
import { generateClinic, SAMPLE_TIME_ZONE } from '../../electron/vault/sample/generate.ts';
import { openStore, type Store } from '../../electron/vault/storage/database.ts';
import type { JsonObject } from '../../shared/records/json.ts';

const LIMIT = 50;
const dayOf = dayIn(SAMPLE_TIME_ZONE);

interface Figures {
  readonly count: number;
  readonly median: number;
  readonly p95: number;
  readonly worst: number;
  /** What was slowest. */
  readonly slowest: string;
}

/** Fills a database with patients and visits, which are what search reads; returns some patients to look for. */
function fill(store: Store, patients: number): JsonObject[] {
  const asked: JsonObject[] = [];
  let at = 0;
  store.transaction((writer) => {
    for (const resource of generateClinic({ patients, seed: 1, locale: 'mixed' })) {
      if (resource.resourceType !== 'Patient' && resource.resourceType !== 'Encounter') continue;
      const json = resource as unknown as JsonObject;
      const row = project(json, dayOf);
      const { rowid } = writer.run(
        'INSERT INTO record (type, id, json, version, eid, op, patient, at, day, code, status) VALUES (?, ?, ?, 1, 1, 0, ?, ?, ?, ?, ?)',
        resource.resourceType,
        String(resource.id),
        JSON.stringify(resource),
        row.patient,
        row.at,
        row.day,
        row.code,
        row.status,
      );
      for (const { token, kind } of row.tokens) {
        writer.run('INSERT INTO search_token (token, rid, kind) VALUES (?, ?, ?)', token, rowid, kind);
      }
      if (resource.resourceType === 'Patient' && at++ % Math.max(1, Math.floor(patients / 500)) === 0) asked.push(json);
    }
  });
  return asked;
}

/** What people type to find these patients: one way each, in turn, and every keystroke of it. */
function keystrokes(asked: readonly JsonObject[], people: number): string[] {
  const texts: string[] = [];
  for (let index = 0; index < people; index += 1) {
    const patient = asked[Math.floor((index * asked.length) / people)] as JsonObject;
    const tokens = project(patient, dayOf).tokens;
    const whole = tokens.filter((token) => token.kind === 1).map((token) => token.token);
    const phone = tokens.find((token) => token.kind === 4)?.token ?? '';
    const name = whole.find((token) => /^[a-z]/.test(token)) ?? '';
    const ways = [
      name,
      tokens.find((token) => token.kind === 2)?.token ?? name,
      whole[0] ?? '',
      `${name.slice(0, 4)} ${String(patient.birthDate).slice(0, 4)}`,
      phone.replace('<', ''),
      phone.slice(-4),
      String(patient.birthDate),
      `${whole.at(-1)} ${name}`,
    ];
    const text = ways[index % ways.length] ?? '';
    for (let length = 1; length <= text.length; length += 1) texts.push(text.slice(0, length));
  }
  return texts;
}

function measure(texts: readonly string[], search: (text: string) => void): Figures {
  const times: { text: string; time: number }[] = [];
  for (const text of texts) {
    const start = performance.now();
    search(text);
    times.push({ text, time: performance.now() - start });
  }
  times.sort((a, b) => a.time - b.time);
  const at = (share: number) => round(times[Math.min(times.length - 1, Math.floor(times.length * share))]?.time ?? 0);
  return { count: times.length, median: at(0.5), p95: at(0.95), worst: at(1), slowest: times.at(-1)?.text ?? '' };
}

const round = (value: number): number => Math.round(value * 1000) / 1000;

/** One size: keystrokes, single letters and the empty text, against the scan; `key` null for a plain file. */
export function benchSearch(patients: number, people: number, key: Uint8Array | null) {
  const folder = mkdtempSync(join(tmpdir(), 'xinglin-bench-'));
  const store = openStore({ file: join(folder, 'clinic.db'), key });
  try {
    const start = performance.now();
    const asked = fill(store, patients);
    const filled = performance.now() - start;
    const texts = keystrokes(asked, people);
    const ours = (text: string) => void searchPatients(store, text, LIMIT);
    const scan = (text: string) =>
      void store.all("SELECT rid FROM record WHERE type = 'Patient' AND json LIKE ? LIMIT ?", `%${text}%`, LIMIT + 1);
    ours('a');
    const letters = [...'abcdefghijklmnopqrstuvwxyz0123456789张王李三小'];
    const keys = measure(texts, ours);
    const some = texts.filter((_, index) => index % 7 === 0);
    const yardstick = measure(some, scan);
    return {
      patients,
      encrypted: key !== null,
      rows: store.get<{ n: number }>('SELECT count(*) AS n FROM record')?.n,
      tokens: store.get<{ n: number }>('SELECT count(*) AS n FROM search_token')?.n,
      fillSeconds: round(filled / 1000),
      keystroke: keys,
      oneLetter: measure(letters, ours),
      twoLetters: measure(
        [...'bcdlsxyz'].flatMap((one) => [...'aehiou'].map((two) => one + two)),
        ours,
      ),
      empty: measure(
        Array.from({ length: 20 }, () => ''),
        ours,
      ),
      likeScan: yardstick,
      fasterThanLike: { median: round(yardstick.median / keys.median), p95: round(yardstick.p95 / keys.p95) },
    };
  } finally {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      patients: { type: 'string', default: '2000,20000,100000' },
      people: { type: 'string', default: '80' },
      plain: { type: 'boolean', default: false },
    },
  });
  const results = values.patients
    .split(',')
    .map((size) => benchSearch(Number(size), Number(values.people), values.plain ? null : randomBytes(32)));
  console.log(JSON.stringify({ bench: 'search', limit: LIMIT, results }, null, 2));
}
