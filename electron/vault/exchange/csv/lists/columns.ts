/** The lists of records beside that of patients: which records, and what stands in their columns. */
import type { ListName } from '../../../../../shared/bridge/lists.ts';
import { conceptText, readableCoding } from '../../../../../shared/records/concept.ts';
import { type JsonObject, numberText } from '../../../../../shared/records/json.ts';
import { memberOf, objectsIn, textIn } from '../../../../../shared/records/members.ts';
import { flagOf, normalRange, shownValue } from '../../../../../shared/records/observation/value.ts';

/** A heading in English and in Chinese, and the text of a cell. */
export interface ListColumn {
  readonly head: readonly [en: string, zh: string];
  cell(resource: JsonObject, locale: 'en' | 'zh-CN'): string;
}

export interface RecordList {
  readonly type: string;
  /** Whether a record of the type belongs into it. */
  holds(resource: JsonObject): boolean;
  readonly columns: readonly ListColumn[];
}

const text = (en: string, zh: string, cell: ListColumn['cell']): ListColumn => ({ head: [en, zh], cell });
const concept = (en: string, zh: string, name: string): ListColumn =>
  text(en, zh, (resource, locale) => conceptText(resource[name], locale));
const member = (en: string, zh: string, name: string): ListColumn => text(en, zh, (resource) => textIn(resource[name]));
const codes = (name: string): ListColumn[] => [
  text('Code', '编码', (resource) => readableCoding(resource[name])?.code ?? ''),
  text('Code system', '编码体系', (resource) => readableCoding(resource[name])?.system ?? ''),
];
const status = member('Status', '状态', 'status');

const FLAGS = { low: ['low', '偏低'], high: ['high', '偏高'], abnormal: ['abnormal', '异常'] } as const;

function flagWord(resource: JsonObject, locale: 'en' | 'zh-CN'): string {
  const shown = shownValue(resource, locale);
  const flag = shown && flagOf(resource, shown, normalRange(resource, shown.unit));
  return flag ? FLAGS[flag][locale === 'en' ? 0 : 1] : '';
}

/** A range as it was sent, or its two ends. */
function rangeText(resource: JsonObject): string {
  const [range] = objectsIn(resource.referenceRange);
  if (!range) return '';
  const end = (name: string): string => numberText(memberOf(range[name], 'value')) ?? '';
  return textIn(range.text) || (end('low') || end('high') ? `${end('low')}–${end('high')}` : '');
}

export const RECORD_LISTS: Readonly<Record<Exclude<ListName, 'patients'>, RecordList>> = {
  results: {
    type: 'Observation',
    holds: ({ category }) =>
      objectsIn(category).some((one) => objectsIn(one.coding).some(({ code }) => code === 'laboratory')),
    columns: [
      concept('Test', '检验项目', 'code'),
      ...codes('code'),
      text('Result', '结果', (resource, locale) => shownValue(resource, locale)?.text ?? ''),
      text('Unit', '单位', (resource, locale) => shownValue(resource, locale)?.unit ?? ''),
      text('Low or high', '偏低偏高', flagWord),
      text('Reference range', '参考范围', rangeText),
      status,
    ],
  },
  diagnoses: {
    type: 'Condition',
    holds: () => true,
    columns: [
      concept('Diagnosis', '诊断', 'code'),
      ...codes('code'),
      concept('Status', '状态', 'clinicalStatus'),
      concept('Verification', '核实', 'verificationStatus'),
      member('Since', '起始', 'onsetDateTime'),
    ],
  },
  prescriptions: {
    type: 'MedicationRequest',
    holds: () => true,
    columns: [
      concept('Medicine', '药品', 'medicationCodeableConcept'),
      ...codes('medicationCodeableConcept'),
      text('Dosage', '用法', (resource) => textIn(memberOf(resource.dosageInstruction, 'text'))),
      text('Prescribed by', '开方医生', (resource) => textIn(memberOf(resource.requester, 'display'))),
      status,
    ],
  },
  appointments: {
    type: 'Appointment',
    holds: () => true,
    columns: [
      member('Start', '开始', 'start'),
      member('End', '结束', 'end'),
      text(
        'Reason',
        '事由',
        (resource, locale) => textIn(resource.description) || conceptText(resource.reasonCode, locale),
      ),
      status,
    ],
  },
};
