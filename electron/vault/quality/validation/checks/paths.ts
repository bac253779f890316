/** Paths of elements, as definitions write them: `Patient.contact.name`, `Observation.value[x]`. */
import { type ElementStructure, type Structure, structureOf } from '../../../../../shared/fhir/structure.ts';

/**
 * The element at a path of FHIR R4; `missing` where no type has it, `open` where it depends on a choice of types that a definition
 * may have narrowed.
 */
export function definedAt(path: string): ElementStructure | 'missing' | 'open' {
  const [type = '', ...steps] = path.split('.');
  let structure: Structure | undefined = structureOf(type);
  if (!structure) return 'missing';
  let found: ElementStructure | 'open' = 'open';
  for (const step of steps) {
    if (!structure) return 'open';
    const name = step.replace('[x]', '');
    const element: ElementStructure | undefined =
      structure.elements.get(name) ?? structure.properties.get(name)?.element;
    if (!element || (step.endsWith('[x]') && !element.choice)) return 'missing';
    found = element;
    const chosen = element.choice && !step.endsWith('[x]') ? structure.properties.get(name)?.type : undefined;
    const [only] = element.types;
    const code: string = element.inner ?? chosen?.code ?? (element.types.length === 1 && only ? only.code : '');
    structure = ABSTRACT.has(code) ? undefined : structureOf(code);
  }
  return found;
}

/** What stands for any type. */
const ABSTRACT = new Set(['Resource', 'Element', '*']);
