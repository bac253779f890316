/** What a check sees of a resource. */
import type { ElementStructure, ElementType } from '../../../../shared/fhir/structure.ts';
import type { JsonObject } from '../../../../shared/records/json.ts';
import type { Known } from './known.ts';
import type { Report } from './report.ts';

/** A reference that was met, for whoever can tell what it refers to. */
export interface MetReference {
  readonly reference: string;
  /** FHIRPath of the Reference. */
  readonly path: string;
  /** Types that it may refer to; none: any. */
  readonly targets: readonly string[];
}

/** An object of a resource and where it stands. */
export interface Place {
  readonly report: Report;
  readonly value: JsonObject;
  /** FHIRPath of the object. */
  readonly path: string;
  /** The element that it is the value of, by the path of its definition (`Patient.contact.name`); its type for a resource. */
  readonly defined: string;
  /** Absent for a resource. */
  readonly element?: ElementStructure;
  readonly type?: ElementType;
  /** The resource that it stands in: one that is contained, or an entry of a Bundle, counts for itself. */
  readonly resource: JsonObject;
  /** The resource that contains that one; itself where it is not contained. */
  readonly root: JsonObject;
  /** References met so far in the Bundle around it; absent outside of one. */
  readonly references?: MetReference[];
  /** What is only known where somebody asks for all that is known. */
  readonly known?: Known;
  /** Whether what HL7's validator takes for an error is one, beyond what the specification says. */
  readonly strict?: boolean;
}

/** Looks at an object of one type and reports what is wrong with it. */
export type Check = (place: Place) => void;

/** A text, as `Patient.birthDate`, in the object that it stands in. */
export interface TextPlace {
  readonly text: string;
  readonly path: string;
  readonly type: ElementType;
  readonly holder: Place;
}

export type TextCheck = (place: TextPlace) => void;
