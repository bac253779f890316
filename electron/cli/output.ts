/** Results on standard output. */

import { listOf, tableOf } from './table.ts';
import type { World } from './world.ts';

export interface OutputOptions {
  /** Every element of a list on a line of its own. */
  readonly lines?: boolean;
  /** A table for people. */
  readonly pretty?: boolean;
}

/** Prints one result: a JSON value on one line (numbers that were kept as text with that text), or as `options` say. */
export function printResult(world: World, options: OutputOptions, value: unknown): void {
  world.stdout.write(`${textOf(options, value)}\n`);
}

function textOf({ lines, pretty }: OutputOptions, value: unknown): string {
  if (pretty) return prettyOf(value);
  if (lines && Array.isArray(value)) return value.map((one) => JSON.stringify(one)).join('\n');
  return JSON.stringify(value);
}

function prettyOf(value: unknown): string {
  if (Array.isArray(value) && value.every(isRow)) return tableOf(value);
  if (!isRow(value) || 'resourceType' in value) return JSON.stringify(value, null, 2);
  // a list inside a result (what was rejected) becomes a table below it
  const lists = Object.entries(value).filter((entry): entry is [string, Record<string, unknown>[]] =>
    isTable(entry[1]),
  );
  const flat = Object.entries(value).map(([name, member]) => [name, isTable(member) ? member.length : member]);
  return [listOf(Object.fromEntries(flat)), ...lists.map(([name, rows]) => `\n${name}\n${tableOf(rows)}`)].join('\n');
}

function isTable(value: unknown): value is Record<string, unknown>[] {
  return Array.isArray(value) && value.length > 0 && value.every(isRow);
}

function isRow(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !JSON.isRawJSON(value);
}
