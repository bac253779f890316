/**
 * Which diagnoses are lines of a chart's problems: one that a visit says again stands behind the line that says it. Whatever is done with a line
 * is done with what stands behind it, so that nothing which nobody sees stays standing, in the chart and wherever diagnoses are counted.
 */
import { codingsOf } from '../../../shared/records/concept.ts';
import type { JsonObject } from '../../../shared/records/json.ts';

export interface Diagnosis {
  readonly id: string;
  readonly resource: JsonObject;
  readonly conflicts: number;
  /** As projected. */
  readonly code: string | null;
  readonly status: string | null;
}

/** Statuses of a diagnosis that does not stand any more, or never did. */
export const OVER: readonly string[] = ['inactive', 'remission', 'resolved', 'refuted'];

/** The lines among all diagnoses of a chart, which come newest first. */
export function problemLines<D extends Diagnosis>(all: readonly D[]): D[] {
  return all.filter((one, place) => !isRepeated(one, all, place));
}

/**
 * The diagnoses that stand behind a line and would come forth once `turned` was done with it, those with which it is done as well; none that
 * is over anyway.
 */
export function behindLine<D extends Diagnosis>(
  all: readonly D[],
  line: string,
  turned: (one: D) => D | undefined,
): D[] {
  const before = new Set(problemLines(all).map(({ id }) => id));
  const done = new Set([line]);
  for (;;) {
    const now = all.flatMap((one) => (done.has(one.id) ? (turned(one) ?? []) : [one]));
    const forth = problemLines(now).filter(({ id, status }) => !before.has(id) && !done.has(id) && !isOver(status));
    if (forth.length === 0) return all.filter(({ id }) => id !== line && done.has(id));
    for (const { id } of forth) done.add(id);
  }
}

/**
 * The line behind which a diagnosis stands; undefined for one that is a line, or stands behind one of another status. Whoever takes the diagnosis up
 * again takes up that line.
 */
export function lineBefore<D extends Diagnosis>(all: readonly D[], id: string): D | undefined {
  const lines = problemLines(all);
  const one = all.find((other) => other.id === id);
  if (one === undefined || lines.includes(one)) return undefined;
  return [...lines].sort((a, b) => Number(isListed(b)) - Number(isListed(a))).find((line) => isAlike(line, one));
}

/** Whether it is a problem of the list, and not a visit's diagnosis only. */
export function isListed({ resource }: Pick<Diagnosis, 'resource'>): boolean {
  const codes = codingsOf(resource.category).map(({ code }) => code);
  return !codes.includes('encounter-diagnosis') || codes.includes('problem-list-item');
}

/**
 * Whether a diagnosis of a visit says again what another line says: a problem that is not over, or that is over as it is, or a later
 * diagnosis; one that ended, also where a later one stands again. Nothing that waits for a decision is left out.
 */
function isRepeated(one: Diagnosis, all: readonly Diagnosis[], place: number): boolean {
  if (one.conflicts > 0 || one.code === null || isListed(one)) return false;
  const ended = isOver(one.status) && one.status !== 'refuted';
  return all.some((other, at) => {
    if (other.code !== one.code || other.conflicts > 0) return false;
    if (isListed(other)) return !isOver(other.status) || isAlike(other, one);
    return at < place && (isAlike(other, one) || (ended && !isOver(other.status)));
  });
}

/** Whether both are settled, of one code and one status. */
function isAlike(one: Diagnosis, other: Diagnosis): boolean {
  return one.conflicts === 0 && one.code === other.code && (one.status ?? '') === (other.status ?? '');
}

function isOver(status: string | null): boolean {
  return OVER.includes(status ?? '');
}
