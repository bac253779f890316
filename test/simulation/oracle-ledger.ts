/** What a workstation acknowledged is current, replaced by what saw it, in the inbox, or set aside with a reason; it is never gone. */
import { currentMarks, type Deed } from './ledger.ts';
import type { World } from './world.ts';

/** Deeds that are gone. */
export function judgeLedger({ stations, desk }: World): string[] {
  const { ledger } = desk;
  const current = new Map<string, Set<number>>();
  const store = stations[0]?.workspace.store;
  if (!store) return [];
  const marksOf = ({ type, id }: Deed): Set<number> => {
    const key = `${type}/${id}`;
    const known = current.get(key) ?? currentMarks(store, type, id);
    current.set(key, known);
    return known;
  };
  const replaced = new Set(ledger.deeds.filter((deed) => !ledger.isLost(deed)).flatMap((deed) => deed.replaced));
  return ledger.deeds.flatMap((deed) =>
    ledger.isLost(deed)
      ? []
      : deed.wrote
          .filter((mark) => !marksOf(deed).has(mark) && !replaced.has(mark))
          .map((mark) => `${deed.station} acknowledged ${mark} in ${deed.type}/${deed.id}, and it is gone`),
  );
}
