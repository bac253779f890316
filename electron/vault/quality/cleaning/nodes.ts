/** Walks over a resource by the structure of its type: what FHIR R4 does not define is not walked into. */
import { type Property, type Structure, structureOf } from '../../../../shared/fhir/structure.ts';
import { isObject, type Json, type JsonObject } from '../../../../shared/records/json.ts';
import type { Path } from './contract.ts';

/** A value in a resource. */
export interface Node {
  readonly at: Path;
  /** FHIR's type: `string`, `HumanName`. */
  readonly type: string;
  readonly value: Json;
  /** Name of the element in JSON. */
  readonly name: string;
  /** The object that it stands in, and that object's structure. */
  readonly parent: JsonObject;
  readonly structure: string;
  /** The value set that its code must be from (`codesOf`). */
  readonly valueSet?: string | undefined;
  /** Whether the element has to be there. */
  readonly required: boolean;
  /** It stands in a list with a parallel list of extensions, where nothing may be removed. */
  readonly paired: boolean;
}

/** Every value of a resource, what stands outside before what stands inside. */
export function nodesOf(resource: JsonObject): Node[] {
  const nodes: Node[] = [];
  const type = resource.resourceType;
  const structure = typeof type === 'string' ? structureOf(type) : undefined;
  if (structure) walk(resource, structure, [], nodes);
  return nodes;
}

function walk(object: JsonObject, structure: Structure, at: Path, nodes: Node[]): void {
  for (const name of Object.keys(object)) {
    const property = structure.properties.get(name);
    const value = object[name];
    if (!property || value === undefined || value === null) continue;
    const paired = object[`_${name}`] !== undefined;
    const frame = { name, parent: object, structure: structure.name, required: property.element.min > 0, paired };
    if (Array.isArray(value)) {
      (value as readonly Json[]).forEach((member, i) => {
        if (member !== null) visit(member, property, [...at, name, i], { ...frame, required: false }, nodes);
      });
    } else visit(value, property, [...at, name], frame, nodes);
  }
}

type Frame = Pick<Node, 'name' | 'parent' | 'structure' | 'required' | 'paired'>;

function visit(value: Json, { element, type }: Property, at: Path, frame: Frame, nodes: Node[]): void {
  nodes.push({ at, type: type.code, value, valueSet: element.valueSet, ...frame });
  if (!isObject(value)) return;
  const inner = element.inner ?? (type.code === 'Resource' ? String(value.resourceType) : type.code);
  const structure = structureOf(inner);
  if (structure && structure.kind !== 'primitive') walk(value, structure, at, nodes);
}
