/** Writes out what a mapping says the short way: columns with targets become resources with fields. */
import type { ColumnTarget, Field, Mapping, ResourceMapping } from './mapping.ts';
import {
  type Contribution,
  RESOURCE_KINDS,
  TARGET_RESOURCES,
  TARGETS,
  type Target,
  type TargetName,
} from './targets.ts';

export interface Expanded {
  readonly resources: Readonly<Record<string, ResourceMapping>>;
  /** Columns whose target nobody knows. */
  readonly unknown: readonly { readonly column: string; readonly as: string }[];
}

/** All resources of a mapping: those of its columns, and those that it writes out itself, which win under the same name. */
export function expandMapping(mapping: Mapping): Expanded {
  const known: { column: string; name: TargetName; options: ColumnTarget }[] = [];
  const unknown: { column: string; as: string }[] = [];
  for (const [column, short] of Object.entries(mapping.columns ?? {})) {
    const options = typeof short === 'string' ? { as: short } : short;
    if (isTarget(options.as)) known.push({ column, name: options.as, options });
    else unknown.push({ column, as: options.as });
  }
  const columnOf = (name: TargetName): string | undefined => known.find((one) => one.name === name)?.column;
  const dated = known.find((one) => one.name === 'date');
  const contributions = known.flatMap(({ column, name, options }) =>
    (TARGETS[name] as Target).contribute(column, options),
  );
  const filled = TARGET_RESOURCES.filter((name) => contributions.some(({ resource }) => resource === name));
  const made = filled.map((name): [string, ResourceMapping] => {
    const { type, day, visit } = RESOURCE_KINDS[name];
    const own = contributions.filter(({ resource }) => resource === name);
    const fields = distinct(own.flatMap((one) => one.fields));
    const unit = columnOf('test.unit');
    const dateField: Field[] =
      day && dated
        ? [{ path: day, column: dated.column, ...(dated.options.formats && { formats: dated.options.formats }) }]
        : [];
    const visitField: Field[] = visit && filled.includes('visit') ? [{ path: visit, reference: 'visit' }] : [];
    return [
      name,
      {
        type,
        ...keyOf(mapping, name, columnOf),
        ...eachOf(own, fields),
        ...whenOf(own),
        fields: [
          ...fields.map((field) =>
            name === 'test' && field.path === 'valueQuantity' && unit !== undefined
              ? { ...field, unit: { column: unit } }
              : field,
          ),
          ...dateField,
          ...visitField,
        ],
      },
    ];
  });
  return { resources: { ...Object.fromEntries(made), ...mapping.resources }, unknown };
}

function isTarget(name: string): name is TargetName {
  return Object.hasOwn(TARGETS, name);
}

/** Fields, each once: several columns say the same constants of their resource. */
function distinct(fields: readonly Field[]): Field[] {
  return [...new Map(fields.map((field) => [JSON.stringify(field), field])).values()];
}

/** What tells one resource of a patient from another: the number of the row, else the day; of a result its test, too. */
function keyOf(mapping: Mapping, name: string, columnOf: (name: TargetName) => string | undefined): { key?: string[] } {
  if (name === 'patient') return {};
  const [row, date] = [columnOf('row'), columnOf('date')];
  const test = name === 'test' ? columnOf('test.name') : undefined;
  const parts = row !== undefined ? [row] : date !== undefined ? [...(mapping.key ?? []), date] : [];
  const key = [...new Set([...parts, ...(parts.length > 0 && test !== undefined ? [test] : [])])];
  return key.length > 0 ? { key } : {};
}

/** One resource for each part of a cell; a code stands for the whole of it. */
function eachOf(own: readonly Contribution[], fields: readonly Field[]): Pick<ResourceMapping, 'each'> {
  const each = own.find((one) => one.each)?.each;
  return each && !fields.some(({ path }) => path === 'code.coding[0].code') ? { each } : {};
}

function whenOf(own: readonly Contribution[]): Pick<ResourceMapping, 'when'> {
  const when = own.flatMap((one) => one.when ?? []);
  return when.length > 0 ? { when } : {};
}
