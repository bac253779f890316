/** What reading rows needs from elsewhere: the clinic's zone, and units as people write them. */
import { loadUnits } from '../../quality/units/index.ts';
import type { CompiledMapping } from './compile.ts';
import type { RowContext } from './row.ts';
import { QUANTITIES } from './value.ts';

/** `zone`: IANA zone of the clinic. The list of units, which takes half a second to load, is there where the mapping has amounts. */
export async function rowContextOf(zone: string, mapping: CompiledMapping): Promise<RowContext> {
  const measures = mapping.resources.some(({ fields }) => fields.some(({ path }) => QUANTITIES.includes(path.type)));
  if (!measures) return { zone, ucumOf: () => undefined };
  const units = await loadUnits();
  const known = new Map<string, string | undefined>();
  return {
    zone,
    ucumOf: (unit) => {
      if (!known.has(unit)) {
        const parsed = units.parseUnit(unit);
        known.set(unit, parsed.ok ? parsed.code : undefined);
      }
      return known.get(unit);
    },
  };
}
