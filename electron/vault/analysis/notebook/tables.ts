/** The thread with the tables: loads them, answers, makes files. */
import type { MessagePort } from 'node:worker_threads';
import { attempt, fail, type Result } from '../../../../shared/base/result.ts';
import type { QueryResult } from '../../../../shared/bridge/notebook.ts';
import { dayIn, parseMoment } from '../../records/dates.ts';
import { type OwnFunctions, openQueryTables, type Query, type QueryTables } from '../../storage/query-tables.ts';
import { FILES } from './files.ts';
import { decodeRows, type FromNotebook, type Needs, type ToNotebook } from './messages.ts';
import { declaredFor, distinctNames, findTypes, plainValue } from './values.ts';

/** Characters of one value that the window is told, and of all together. */
const LONGEST_VALUE = 2000;
const LONGEST_ANSWER = 4_000_000;

/** Answers what comes through the port until the process ends. */
export function serveTables(port: Pick<MessagePort, 'on' | 'postMessage'>): void {
  let tables: QueryTables | undefined;
  let more: (() => void) | undefined;
  const send = (message: FromNotebook): void => port.postMessage(message);
  const opened = (): QueryTables => {
    if (!tables) throw new Error('not begun');
    return tables;
  };
  const writeFile = async ({ sql, format }: Extract<ToNotebook, { kind: 'export' }>): Promise<{ rows: number }> => {
    let rows = 0;
    for (const piece of FILES[format](() => opened().query(sql))) {
      rows += piece.rows;
      const written = new Promise<void>((resolve) => {
        more = resolve;
      });
      send({ kind: 'piece', bytes: piece.bytes, rows });
      await written;
    }
    return { rows };
  };
  const answer = async (work: () => unknown): Promise<void> => send({ kind: 'answer', result: await safely(work) });

  port.on('message', (message: ToNotebook) => {
    switch (message.kind) {
      case 'begin':
        tables = openQueryTables(ownFunctions(message.timeZone, message.today));
        break;
      case 'table':
        opened().create(
          message.name,
          message.columns.map(({ name, type }) => ({ name, declared: declaredFor(type) })),
        );
        break;
      case 'fill':
        opened().fill(message.table, message.columns);
        break;
      case 'rows':
        opened().insert(
          decodeRows(message.bytes).map((row) =>
            row.map((value) => (typeof value === 'boolean' ? Number(value) : value)),
          ),
        );
        send({ kind: 'taken' });
        break;
      case 'loaded':
        opened().lock();
        send({ kind: 'taken' });
        break;
      case 'needs':
        void answer(() => needsOf(opened(), message.sql));
        break;
      case 'query':
        void answer(() => shown(opened().query(message.sql), message.rows));
        break;
      case 'export':
        void answer(() => writeFile(message));
        break;
      case 'more':
        more?.();
    }
  });
}

function needsOf(tables: QueryTables, sql: string): Needs {
  return [...tables.needs(sql)].map(([table, columns]) => ({ table, columns }));
}

/** V8 has no room for a value or an array that is too long for it, and says so by an error that can be caught. */
async function safely(work: () => unknown): Promise<Result<unknown>> {
  try {
    return await attempt(work);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return fail('query-too-big', 'A value grew too big. Make it smaller.');
  }
}

function shown(query: Query, most: number): QueryResult {
  const began = performance.now();
  const finder = findTypes(query.columns);
  const rows = [];
  let room = LONGEST_ANSWER;
  let isCut = false;
  for (const row of query.rows()) {
    if (rows.length === most || room <= 0) {
      isCut = true;
      break;
    }
    finder.see(row);
    const short = row.map((value) => cut(value));
    for (const value of short) room -= typeof value === 'string' ? value.length : 8;
    rows.push(short);
  }
  const types = finder.types();
  const names = distinctNames(query.columns.map(({ name }) => name));
  return {
    columns: names.map((name, at) => ({ name, type: types[at] ?? 'text' })),
    rows: rows.map((row) => row.map((value, at) => plainValue(value, types[at] ?? 'text'))),
    more: isCut,
    ms: performance.now() - began,
  };
}

function cut<T>(value: T): T | string | Uint8Array {
  if (typeof value === 'string' && value.length > LONGEST_VALUE) return `${value.slice(0, LONGEST_VALUE)}…`;
  return value instanceof Uint8Array && value.length > LONGEST_VALUE ? value.slice(0, LONGEST_VALUE) : value;
}

/** `clinic_day(time)`: the clinic's day of a FHIR date, dateTime or instant, null for what names no day; without a value, today. */
function ownFunctions(timeZone: string, today: string): OwnFunctions {
  const dayOf = dayIn(timeZone);
  return {
    clinic_day: (...values) => {
      if (values.length === 0) return today;
      const [value] = values;
      const moment = typeof value === 'string' && value.length >= 10 ? parseMoment(value) : undefined;
      return moment ? (moment.day ?? dayOf(moment.at)) : null;
    },
  };
}
