/** What a clinic uses at an endpoint, and what a year of it costs: the same figures for the clinic and for the operator. */
import { z } from 'zod';

/** Bytes of a gigabyte, as providers count. */
const GIGABYTE = 1_000_000_000;
const DAY_MS = 24 * 3600 * 1000;
const YEAR_DAYS = 365;
/** Months that an answer names at most: a year, and the one that is not over. */
export const USAGE_MONTHS = 13;

/** One calendar month (UTC). Bytes are those of the bodies of requests and answers. */
export const MonthOfUsage = z.object({
  month: z.string().regex(/^\d{4}-\d{2}$/),
  up: z.int().min(0),
  down: z.int().min(0),
  requests: z.int().min(0),
});
export type MonthOfUsage = z.infer<typeof MonthOfUsage>;

/** The operator's prices, in `currency` (ISO 4217): per gigabyte kept and month, and per gigabyte moved either way. */
export const Prices = z.object({
  storage: z.number().min(0),
  transfer: z.number().min(0),
  currency: z.string().regex(/^[A-Z]{3}$/),
});
export type Prices = z.infer<typeof Prices>;

export const Usage = z.object({
  /** Bytes kept of envelopes and membership records. */
  bytes: z.int().min(0),
  envelopes: z.int().min(0),
  /** Bytes that may be kept. */
  quota: z.int().min(0),
  /** When counting began, and now, by the endpoint's clock; milliseconds since 1970. */
  since: z.int(),
  now: z.int(),
  /** The newest first; a month in which nothing moved is absent. */
  months: z.array(MonthOfUsage).max(USAGE_MONTHS),
  /** null where the operator has set none. */
  prices: Prices.nullable(),
});
export type Usage = z.infer<typeof Usage>;

export interface YearCost {
  readonly storage: number;
  readonly transfer: number;
  readonly total: number;
  readonly currency: string;
}

/**
 * What a year costs if it goes on like this: what is kept now for twelve months, and what was moved in the last twelve months
 * (this one included), brought to 365 days by the days that were counted, one at least. null without prices.
 */
export function yearCost({ bytes, since, now, months, prices }: Usage): YearCost | null {
  if (!prices) return null;
  const storage = (bytes / GIGABYTE) * 12 * prices.storage;
  const transfer = ((movedInYear(months, now) / GIGABYTE) * YEAR_DAYS * prices.transfer) / countedDays(since, now);
  return { storage, transfer, total: storage + transfer, currency: prices.currency };
}

/** Bytes moved, both ways, in this month and the eleven before it. */
export function movedInYear(months: readonly MonthOfUsage[], now: number): number {
  const first = monthOf(yearBegin(now));
  return months.filter(({ month }) => month >= first).reduce((sum, { up, down }) => sum + up + down, 0);
}

/** The calendar month (UTC) of a time in milliseconds. */
export function monthOf(time: number): string {
  return new Date(time).toISOString().slice(0, 7);
}

function countedDays(since: number, now: number): number {
  return Math.max(1, (now - Math.max(since, yearBegin(now))) / DAY_MS);
}

function yearBegin(now: number): number {
  const date = new Date(now);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - 11, 1);
}
