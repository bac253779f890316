/** The sentences of findings, in English and Chinese: what is wrong, and what to do. `{{gaps}}` are filled from `params`. */
export const FINDING_TEXTS = {
  'unknown-type': [
    'FHIR R4 has no resources of this type. Correct the resourceType.',
    'FHIR R4 没有这种资源类型，请更正 resourceType。',
  ],
  'unknown-element': [
    'FHIR R4 has no such element here. Remove it, or correct its name.',
    'FHIR R4 在此处没有这个元素，请删除或更正名称。',
  ],
  missing: ['This element is required. Fill it in.', '此元素必填，请补全。'],
  empty: ['An element is never empty. Leave it out, or fill it in.', '元素不能为空，请删除或补全。'],
  'too-many': [
    'There are more values than this element may have. Keep those that count.',
    '此元素的值超出允许的数量，请只保留需要的值。',
  ],
  'not-a-list': [
    'This element is a list, even of one. Put the value into a list.',
    '此元素是列表，即使只有一个值也要写成列表。',
  ],
  'wrong-type': [
    'This value is not of the element’s type. Write it as {{type}}.',
    '此值的类型不符，请按 {{type}} 类型填写。',
  ],
  'bad-format': [
    'This text is not in the form that the element’s type has. Write it as FHIR’s {{type}}.',
    '此内容的格式不符，请按 FHIR 的 {{type}} 格式填写。',
  ],
  'several-choices': [
    'Only one of the types of this element may be given. Keep one of them.',
    '此元素只能选用一种类型，请只保留一个。',
  ],
  'unknown-code': [
    'This code is not one of those that the element must have. Choose one of {{valueSet}}.',
    '此代码不在该元素规定的代码中，请从 {{valueSet}} 中选用。',
  ],
  'wrong-target': [
    'This element refers to records of other types. Refer to one of: {{types}}.',
    '此元素引用的记录类型不符，应引用：{{types}}。',
  ],
  invariant: ['{{human}} ({{rule}}). Correct what breaks this rule.', '不符合规则 {{rule}}（{{human}}），请更正。'],
} as const satisfies Readonly<Record<string, readonly [en: string, zh: string]>>;

export type FindingKey = keyof typeof FINDING_TEXTS;
