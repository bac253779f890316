/** The sentences of findings, in English and Chinese: what is wrong, and what to do. `{{gaps}}` are filled from `params`. */
export const FINDING_TEXTS = {
  'json-comment': [
    'JSON has no comments (line {{line}}, column {{column}}). Remove it.',
    'JSON 中不允许注释（第 {{line}} 行第 {{column}} 列），请删除。',
  ],
  'json-comma': [
    'There is a comma too many (line {{line}}, column {{column}}). Remove it.',
    '多了一个逗号（第 {{line}} 行第 {{column}} 列），请删除。',
  ],
  'json-no-comma': [
    'A comma is missing before this (line {{line}}, column {{column}}). Add it.',
    '此处之前缺少逗号（第 {{line}} 行第 {{column}} 列），请补上。',
  ],
  'json-twice': [
    'This name stands twice in one object (line {{line}}, column {{column}}). Keep one of them.',
    '同一对象中此名称出现了两次（第 {{line}} 行第 {{column}} 列），请只保留一个。',
  ],
  'json-quotes': [
    'Names and texts stand in double quotes (line {{line}}, column {{column}}). Add them.',
    '名称和文本必须用双引号括起（第 {{line}} 行第 {{column}} 列），请更正。',
  ],
  'json-control': [
    'A line break or another control character stands bare in a text (line {{line}}, column {{column}}). Write it as \\n or leave it out.',
    '文本中直接出现了换行或其他控制字符（第 {{line}} 行第 {{column}} 列），请写作 \\n 或删除。',
  ],
  'json-number': [
    'This is not a number as JSON writes them (line {{line}}, column {{column}}). Write digits without a plus, leading zeros or a bare point.',
    '数字的写法不符合 JSON（第 {{line}} 行第 {{column}} 列），不能带加号、前导零或单独的小数点。',
  ],
  'json-ends': [
    'The text ends in the middle (line {{line}}, column {{column}}). Get the file again from its sender.',
    '文本在中途结束（第 {{line}} 行第 {{column}} 列），请向发送方重新获取。',
  ],
  'json-broken': [
    'This is not JSON from here on (line {{line}}, column {{column}}). Look for a wrong bracket, quote or comma there.',
    '从此处起不是有效的 JSON（第 {{line}} 行第 {{column}} 列），请检查括号、引号和逗号。',
  ],
  'json-deep': [
    'This is nested deeper than any record (line {{line}}, column {{column}}). Ask its sender to mend it.',
    '嵌套层次过深（第 {{line}} 行第 {{column}} 列），请发送方更正。',
  ],
  'not-an-object': [
    'This is JSON, but no resource: a resource is an object with a resourceType.',
    '这是 JSON，但不是资源：资源应为带有 resourceType 的对象。',
  ],
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
