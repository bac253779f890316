/** What registers, types and states of records are called. */
import type { TFunction } from 'i18next';
import en from '../../locales/en.json' with { type: 'json' };

/** The register that says whether a record is deleted (shared/merge). */
export const LIFE = '$life';
/** The register that says which amendment of a final record stands (shared/merge). */
export const AMENDED = '$amended';

type TypeName = keyof typeof en.types;
type FieldName = keyof typeof en.fields;
type StatusName = keyof typeof en.status;

function has<K extends string>(object: Readonly<Record<K, string>>, key: string): key is K {
  return Object.hasOwn(object, key);
}

/** "Visit", "就诊"; a type without a word of its own keeps FHIR's name. */
export function typeWord(t: TFunction, type: string): string {
  return has<TypeName>(en.types, type) ? t(`types.${type}`) : type;
}

/** The type in the name of an element that takes several: `valueQuantity`. */
const CHOICE =
  /(?:Age|Boolean|CodeableConcept|Date|DateTime|Integer|Instant|Period|Quantity|Range|Ratio|Reference|String|Timing)$/;
/** What `code` says depends on the record. */
const CODE_OF = {
  AllergyIntolerance: 'allergyCode',
  Condition: 'diagnosis',
  Medication: 'medication',
} as const;

/** "Phone or e-mail" for `telecom`, `telecom[…]` or `telecom/…`; an unknown register keeps its name. */
export function fieldWord(t: TFunction, register: string, type = ''): string {
  const own = register === 'code' && Object.hasOwn(CODE_OF, type) ? CODE_OF[type as keyof typeof CODE_OF] : undefined;
  if (own) return t(`fields.${own}`);
  if (register === LIFE) return t('fields.record');
  const head = /^[A-Za-z]+/.exec(register)?.[0] ?? register;
  const name = [head, head.replace(/x$/, ''), head.replace(CHOICE, '')].find((each) => has<FieldName>(en.fields, each));
  return name && has<FieldName>(en.fields, name) ? t(`fields.${name}`) : register;
}

/** "resolved", "已愈"; unknown states keep FHIR's word. */
export function statusWord(t: TFunction, status: string): string {
  return has<StatusName>(en.status, status) ? t(`status.${status}`) : status;
}
