/** What can be wrong with a ViewDefinition (SQL on FHIR v2), by codes that the window words. */

export const VIEW_FAULTS = [
  /** No JSON object, or a member of another kind than the specification says. */
  'shape',
  /** No resource, or one that FHIR R4 does not have. */
  'resource',
  /** Nothing is selected. */
  'nothing-selected',
  /** A name that no table can have. */
  'name',
  /** A column of this name, or a constant, is there already. */
  'name-twice',
  /** Branches of a union that differ in their columns. */
  'union-columns',
  /** More than one of forEach, forEachOrNull and repeat. */
  'several-loops',
  /** A constant without a value, with several, or with one of another kind. */
  'constant',
  /** %name that no constant has. */
  'constant-unknown',
  /** No FHIRPath. */
  'syntax',
  /** A function that FHIRPath does not have. */
  'function',
  /** Too few or too many arguments, or of another kind. */
  'arguments',
  /** FHIRPath that views here cannot do. */
  'not-supported',
  /** Operands that do not go together. */
  'types',
  /** A condition that is neither true nor false. */
  'not-boolean',
  /** A repeat that would never end. */
  'endless',
  /** Longer, deeper, or of more parts than is computed here. */
  'too-large',
  /** Of a record: several values where a column, or an operator, takes one. */
  'several-values',
  /** Of a record: a whole number beyond those that can be computed with. */
  'overflow',
  /** Of a record: what else the database cannot compute. */
  'not-computed',
] as const;
export type ViewFaultCode = (typeof VIEW_FAULTS)[number];

/** What is wrong, and where in the definition: `select[0].column[1].path`. */
export interface ViewFault {
  readonly code: ViewFaultCode;
  readonly place: string;
  /** The name, function or member that it is about. */
  readonly detail?: string | undefined;
}
