/** A definition with some of its columns: it gives the same rows. */
import type { JsonObject } from '../../../../shared/records/json.ts';

type Selection = JsonObject & {
  readonly column?: readonly (JsonObject & { readonly name: string })[];
  readonly select?: readonly Selection[];
  readonly unionAll?: readonly Selection[];
};

/** A valid definition with the columns of these names. Loops and branches stay: they make rows. */
export function withColumns(definition: JsonObject, names: readonly string[]): JsonObject {
  const kept = new Set(names);
  const some = ({ column, select, unionAll, ...rest }: Selection): JsonObject =>
    ({
      ...rest,
      ...(column ? { column: column.filter(({ name }) => kept.has(name)) } : {}),
      ...(select ? { select: select.map(some) } : {}),
      ...(unionAll ? { unionAll: unionAll.map(some) } : {}),
    }) as JsonObject;
  return { ...definition, select: (definition.select as unknown as readonly Selection[]).map(some) };
}
