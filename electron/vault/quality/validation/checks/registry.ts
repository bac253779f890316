/** Which checks look at which types. */
import type { Structure } from '../../../../../shared/fhir/structure.ts';
import type { Check, TextCheck } from '../place.ts';
import { checkBundle } from './bundle.ts';
import { checkCodeSystem } from './codesystem.ts';
import { checkCode, checkCoding, checkMoney, checkQuantity } from './coding.ts';
import { checkContained } from './contained.ts';
import { checkCapabilityStatement, checkOperationDefinition, checkSearchParameter } from './definitions.ts';
import { checkFhirPath } from './expression.ts';
import { checkExtensions } from './extension.ts';
import { checkXhtml } from './narrative.ts';
import { checkProfiles } from './profile.ts';
import { checkQuestionnaire } from './questionnaire.ts';
import { checkQuestionnaireResponse } from './questionnaireresponse.ts';
import { checkReference } from './reference.ts';
import { checkStructureDefinition } from './structuredefinition.ts';
import { checkActiveText, checkAttachment, checkString } from './text.ts';
import {
  checkCanonical,
  checkElementIds,
  checkIdentifier,
  checkOwnUrl,
  checkReferenceUri,
  checkSystem,
  checkUri,
} from './uri.ts';
import { checkConceptMap, checkValueSet } from './valueset.ts';

/** By the name of a structure. */
const OBJECT_CHECKS: Readonly<Record<string, readonly Check[]>> = {
  Attachment: [checkAttachment],
  Bundle: [checkBundle],
  CapabilityStatement: [checkCapabilityStatement],
  CodeSystem: [checkCodeSystem],
  ConceptMap: [checkConceptMap],
  Expression: [checkFhirPath],
  OperationDefinition: [checkOperationDefinition],
  Questionnaire: [checkQuestionnaire],
  QuestionnaireResponse: [checkQuestionnaireResponse],
  SearchParameter: [checkSearchParameter],
  StructureDefinition: [checkStructureDefinition],
  ValueSet: [checkValueSet],
  Coding: [checkSystem, checkCoding],
  Identifier: [checkSystem, checkIdentifier],
  Money: [checkMoney],
  Age: [checkQuantity],
  Count: [checkQuantity],
  Distance: [checkQuantity],
  Duration: [checkQuantity],
  MoneyQuantity: [checkQuantity],
  Quantity: [checkQuantity],
  SimpleQuantity: [checkQuantity],
  Reference: [checkReference, checkReferenceUri],
};

/** What looks at every object, where it has what they look for. */
const EVERY: readonly Check[] = [checkExtensions];
const EVERY_RESOURCE: readonly Check[] = [checkContained, checkElementIds, checkOwnUrl, checkProfiles];

/** By the name of a primitive type. */
const TEXT_CHECKS: Readonly<Record<string, readonly TextCheck[]>> = {
  canonical: [checkCanonical],
  code: [checkCode],
  oid: [checkUri],
  string: [checkActiveText, checkString],
  uri: [checkUri],
  url: [checkUri],
  uuid: [checkUri],
  xhtml: [checkXhtml],
};

const NONE: readonly never[] = [];

export function checksOf({ name, kind }: Structure): readonly Check[] {
  return [...(OBJECT_CHECKS[name] ?? NONE), ...EVERY, ...(kind === 'resource' ? EVERY_RESOURCE : NONE)];
}

export function textChecksOf(type: string): readonly TextCheck[] {
  return TEXT_CHECKS[type] ?? NONE;
}
