/** Charts that somebody opened with a reason: for a while, and only as long as no more persons stand in them than the reason was given for. */
import type { Reader } from '../storage/database.ts';
import { survivorOf } from '../storage/merged.ts';

export interface OpenedChart {
  /** Until when, by the vault's clock. */
  readonly until: number;
  /** Ids of the patient and of everybody who was merged into them when the reason was given. */
  readonly persons: ReadonlySet<string>;
}

/** By the id of the patient whose chart it is. */
export type OpenedCharts = Map<string, OpenedChart>;

/** Opens the chart in which a patient's records stand. */
export function openChart(reader: Reader, opened: OpenedCharts, patient: string, until: number): void {
  const chart = survivorOf(reader, patient);
  opened.set(chart, { until, persons: new Set(personsOf(reader, chart)) });
}

/**
 * Whether the chart in which a patient's records stand was opened and still is. One into which somebody was merged since, here, elsewhere
 * or by hand, is closed: nobody gave a reason for them.
 */
export function isOpened(reader: Reader, opened: OpenedCharts, patient: string, now: number): boolean {
  if (opened.size === 0) return false;
  const chart = survivorOf(reader, patient);
  const found = opened.get(chart);
  return found !== undefined && now < found.until && personsOf(reader, chart).every((id) => found.persons.has(id));
}

function personsOf(reader: Reader, chart: string): string[] {
  const merged = reader.all<{ id: string }>('SELECT id FROM merged WHERE survivor = ?', chart);
  return [chart, ...merged.map(({ id }) => id)];
}
