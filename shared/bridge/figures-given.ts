/** Which figures left the program on paper or as a picture: as the window says it, and as an entry of the audit trail holds it. */
import { z } from 'zod';
import { MEASURES } from './measures.ts';

const Day = z.iso.date();
const Days = z.strictObject({ from: Day, to: Day });

export const GivenFigure = z.strictObject({
  name: z.enum(MEASURES),
  /** Of when; one day where it is how things stood on it. */
  range: Days,
  /** What it stands beside, where it is compared. */
  before: Days.optional(),
});
export type GivenFigure = z.infer<typeof GivenFigure>;

/** `visits:2026-03-02..2026-03-31`, and behind it `:2026-02-02..2026-03-01` of what it is compared with. */
export function figureSign({ name, range, before }: GivenFigure): string {
  return [name, ...[range, before].flatMap((days) => (days ? [`${days.from}..${days.to}`] : []))].join(':');
}

/** The figure that a sign is of; undefined for a sign of anything else. */
export function figureOfSign(sign: string): GivenFigure | undefined {
  const [name, range, before] = sign.split(':').map((part) => part.split('..'));
  return GivenFigure.safeParse({
    name: name?.[0],
    range: daysOf(range),
    ...(before ? { before: daysOf(before) } : {}),
  }).data;
}

function daysOf(days: readonly string[] | undefined) {
  return { from: days?.[0], to: days?.[1] };
}
