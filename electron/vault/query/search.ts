/** FHIR R4 search (http://hl7.org/fhir/R4/search.html) over the records of this workstation. What is supported: docs/fhir-search.md. */
import { setImmediate as breathe } from 'node:timers/promises';
import { raise } from '../../../shared/base/result.ts';
import { searchableTypes } from '../../../shared/fhir/search/parameters.ts';
import { loadUnits } from '../quality/units/index.ts';
import { recordsLeft } from '../records/reindex.ts';
import { indexedTo } from '../records/search-key-index.ts';
import type { Reader } from '../storage/database.ts';
import { lastRow } from '../storage/search-keys.ts';
import { bundleJson } from './bundle.ts';
import { compileCondition } from './compile.ts';
import { type Candidate, type Condition, type QueryContext, refuseClosed, SCAN_LIMITS } from './context.ts';
import { calendarOf } from './date-span.ts';
import { include, MOST_INCLUDED, parseInclusions } from './include.ts';
import { reduced } from './reduce.ts';
import { addressOf, parseRequest, type SearchRequest } from './request.ts';
import { scan } from './scan.ts';
import { type Order, orderOf, type Position, pageToken, readPageToken } from './sort.ts';

export interface SearchInput {
  /** `Type?name=value&...`. */
  readonly query: string;
  /** The clinic's IANA zone: dates without one are in it. */
  readonly timeZone: string;
  /** Milliseconds UTC. */
  readonly now: number;
  /** Types that the asker's role does not see: nothing is found, followed or asked about through them. */
  readonly closed: readonly string[];
}

/** A quantity with its unit; the list of units is loaded for no other query. */
const UNIT = /unitsofmeasure\.org|(\||%7c){2}/i;

/** Answers `fhir.search` with the JSON of a Bundle. Raises invalid-input, cancelled. */
export async function searchFhir(reader: Reader, input: SearchInput, signal: AbortSignal): Promise<string> {
  const closed = new Set(input.closed);
  const request = parseRequest(input.query, () => presentTypes(reader).filter((type) => !closed.has(type)));
  const context: QueryContext = {
    reader,
    calendar: calendarOf(input.timeZone),
    now: input.now,
    indexedTo: indexedRows(reader),
    closed,
    limits: SCAN_LIMITS,
    units: UNIT.test(input.query) ? await loadUnits() : undefined,
    breathe: async () => {
      await breathe();
      if (signal.aborted) raise('cancelled', 'The search was cancelled.');
    },
  };
  for (const type of request.types) refuseClosed(context, type);
  const inclusions = parseInclusions(request.includes, request.types);
  const { found, total, next } = await findPage(context, request);
  const along = await include(context, inclusions, found);
  const { summary, elements, pretty } = request;
  return bundleJson({
    total,
    self: addressOf(request, request.page),
    next: next && addressOf(request, next),
    entries: [
      ...found.map((one) => ({ ...one, json: reduced(one, summary, elements), mode: 'match' as const })),
      ...along.found.map((one) => ({ ...one, json: reduced(one, summary, []), mode: 'include' as const })),
    ],
    warning: along.more
      ? `Only ${MOST_INCLUDED} of the records to be included are here. Ask for fewer by _count, or search for them.`
      : undefined,
    pretty,
  });
}

/** With more records without keys than this (right after a large import) it is quicker to read them all. */
const MOST_UNINDEXED = 100_000;

function indexedRows(reader: Reader): number | undefined {
  // the patient and the day of a row, which narrow too, may be an older program's
  if (recordsLeft(reader) > 0) return undefined;
  const indexed = indexedTo(reader);
  return lastRow(reader) - indexed > MOST_UNINDEXED ? undefined : indexed;
}

/** The types that there are records of, one probe of the index each. Never none, so that every condition is looked at. */
function presentTypes(reader: Reader): string[] {
  const present = searchableTypes().filter((type) => reader.get('SELECT 1 FROM record WHERE type = ? LIMIT 1', type));
  return present.length > 0 ? present : ['Basic'];
}

interface Page {
  readonly found: Candidate[];
  readonly total: number | undefined;
  /** Token of the page behind. */
  readonly next: string | undefined;
}

async function findPage(context: QueryContext, request: SearchRequest): Promise<Page> {
  const { types, sort, summary } = request;
  const order = orderOf(context, types, sort);
  const start = request.page === undefined ? undefined : readPageToken(request.page, sort.length);
  const counting = start?.total === undefined && (request.total || summary === 'count');
  const limit = summary === 'count' ? 0 : request.count;
  const top = new Top(limit + 1, order, start);
  let total = 0;
  for (const type of types) {
    const conditions: Condition[] = [];
    for (const { name, value } of request.conditions)
      conditions.push(await compileCondition(context, type, name, value));
    // records come in the order of their rows: without another, a page ends where it is full
    const inRows = types.length === 1 && sort.length === 0;
    const { rids, certain, pieces } = scan(context, type, conditions, inRows && !counting ? (start?.rid ?? 0) : 0);
    if (certain) total += rids.length;
    if (certain && summary === 'count') continue;
    const from = certain && inRows && start ? rids.findIndex((rid) => rid > start.rid) : 0;
    for await (const { found } of pieces(from < 0 ? rids.length : from)) {
      if (!certain) total += found.length;
      for (const candidate of found) top.add(candidate);
      if (inRows && top.full && (certain || !counting)) break;
    }
  }
  const positions = top.taken();
  const found = positions.slice(0, limit);
  const last = found.at(-1);
  const known = start?.total ?? (counting ? total : undefined);
  return {
    found: found.map(({ candidate }) => candidate),
    total: known,
    next: last && positions.length > limit ? pageToken(last, known) : undefined,
  };
}

interface Placed extends Position {
  readonly candidate: Candidate;
}

/** The first so many behind a position, of any number. */
class Top {
  private readonly places: Placed[] = [];
  private readonly most: number;
  private readonly order: Order;
  private readonly start: Position | undefined;

  constructor(most: number, order: Order, start: Position | undefined) {
    this.most = most;
    this.order = order;
    this.start = start;
  }

  get full(): boolean {
    return this.places.length >= this.most;
  }

  add(candidate: Candidate): void {
    const place = { keys: this.order.keysOf(candidate), rid: candidate.rid, candidate };
    if (this.start && this.order.compare(place, this.start) <= 0) return;
    this.places.push(place);
    if (this.places.length >= this.most * 4 + 100) this.cut();
  }

  taken(): Placed[] {
    this.cut();
    return this.places;
  }

  private cut(): void {
    this.places.sort(this.order.compare);
    this.places.length = Math.min(this.places.length, this.most);
  }
}
