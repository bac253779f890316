/** Figures that are hidden from who sees no records, because they are of few people. */
import { z } from 'zod';

/** Why a figure is not told. few: it is of at least one and fewer than `fewest`. withheld: one of those would follow from it, or from why it is hidden. */
export const Hidden = z.enum(['few', 'withheld']);
export type Hidden = z.infer<typeof Hidden>;

/** From how many on figures are told. Absent where all are. */
export const Fewest = z.int().min(2).optional();

/** As it stands in tables of files and of the command line, in whatever language; undefined where it is told. */
export function hiddenText(why: Hidden | null | undefined, fewest = 0): string | undefined {
  if (!why) return undefined;
  return why === 'few' ? `<${fewest}` : '*';
}
