/** getResourceKey and getReferenceKey: what views of two types of records are joined by. */
import { refuse } from '../../fault.ts';
import { computed, isNothing, NOTHING, type Node, read, step } from '../node.ts';
import type { Given, PathFunction } from './contract.ts';
import { typeNamed } from './types.ts';

function resourceKey({ input, context }: Given): Node {
  if (input === context.root) return computed(context.keys.resource, 'id');
  return step(input, 'id', context.alias);
}

/** The id that a reference names, where it names a record and, if asked, one of this type. */
function referenceKey({ input, args, context }: Given): Node {
  if (isNothing(input)) return NOTHING;
  if (input.type !== 'Reference' && input.type !== undefined && input.value.kind !== 'choice')
    refuse('types', 'getReferenceKey');
  const [asked] = args;
  const type = asked && (asked.kind === 'literal' ? String(asked.value) : typeNamed(asked));
  const named = step(input, 'reference', context.alias);
  if (isNothing(named)) return NOTHING;
  const text = read(named);
  const key = type === undefined ? anyKey(text, context) : keyOf(text, type, context);
  return {
    ...named,
    value: { kind: 'sql', sql: key },
    type: 'id',
    list: undefined,
    shadow: undefined,
    unknown: undefined,
  };
}

/** `Patient/id` is read here, all else by a function. */
function keyOf(text: string, type: string, { values, keys }: Given['context']): string {
  const bound = values.bind(type);
  const start = values.bind(`${type}/`);
  const rest = `substr(${text}, ${type.length + 2})`;
  const plain = `substr(${text}, 1, ${type.length + 1}) = ${start} AND instr(${rest}, '/') = 0`;
  const id = `CASE WHEN ${plain} THEN ${rest} ELSE fhir_reference_id(${text}, ${bound}) END`;
  return type === 'Patient' ? keys.patient(id) : id;
}

function anyKey(text: string, { keys }: Given['context']): string {
  const patient = keys.patient(`fhir_reference_id(${text}, 'Patient')`);
  return `coalesce(${patient}, fhir_reference_id(${text}, NULL))`;
}

export const KEYS: Readonly<Record<string, PathFunction>> = {
  getResourceKey: { takes: [0, 0], apply: resourceKey },
  getReferenceKey: { takes: [0, 1], apply: referenceKey },
};
