import { DEFINITION_TEXTS } from './definition-texts.ts';

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
  invariant: [
    '{{human}} ({{rule}}). Correct what breaks this rule.',
    '不符合 FHIR 的规则 {{rule}}，请按该规则更正（英文原文：{{human}}）。',
  ],
  'no-such-type': [
    'FHIR R4 has no resources of this type. Write one that it has, as Patient.',
    'FHIR R4 没有这种资源类型，请填写已有的类型，例如 Patient。',
  ],
  'bad-reference': [
    'This is no reference. Write it as Type/id, as a whole address, or as # and the id of what is contained.',
    '引用的写法不正确，请写成“类型/id”、完整地址，或“#”加所含资源的 id。',
  ],
  'wrong-reference-type': [
    'The reference says another type than it leads to. Write {{type}}, or leave the type out.',
    '引用注明的类型与所指记录不一致，请改为 {{type}} 或删除类型。',
  ],
  'contained-without-id': [
    'What is contained needs an id to be referred to. Give it one.',
    '所含资源必须有 id 才能被引用，请补上。',
  ],
  'contained-twice': [
    'Two contained resources have the same id. Give each its own.',
    '两个所含资源的 id 相同，请分别使用不同的 id。',
  ],
  'contained-unused': [
    'Nothing refers to this contained resource (dom-3). Refer to it by # and its id, or remove it.',
    '没有任何元素引用此所含资源（dom-3），请用“#”加 id 引用它，或将其删除。',
  ],
  'bad-uuid': [
    'This is no UUID. Write urn:uuid: and 32 hexadecimal digits in the groups 8-4-4-4-12.',
    'UUID 格式不正确，应为 urn:uuid: 加 8-4-4-4-12 分组的 32 位十六进制数字。',
  ],
  'uuid-case': ['FHIR writes UUIDs in small letters. Write it so.', 'FHIR 中的 UUID 应使用小写字母，请更正。'],
  'bad-oid': [
    'This is no OID. Write urn:oid: and numbers with points between them, none with leading zeros.',
    'OID 格式不正确，应为 urn:oid: 加以点分隔、无前导零的数字。',
  ],
  'bad-canonical': [
    'The address of a definition has one version at most, after |. Leave the rest out.',
    '定义地址最多带一个以“|”分隔的版本，请删除多余部分。',
  ],
  'not-contained': [
    'Nothing with this id is contained here. Correct the id, or add the resource.',
    '此处没有该 id 的所含资源，请更正 id 或补充资源。',
  ],
  'wrong-definition': ['This names a {{type}}. Name one of: {{types}}.', '此处指向的是 {{type}}，应指向：{{types}}。'],
  'not-absolute': [
    'This must be a whole address, as http://… or urn:…. Write it in full.',
    '此处必须是完整地址（如 http://… 或 urn:…），请写全。',
  ],
  'element-id-twice': [
    'Another element of this resource has the same id. Give each its own.',
    '同一资源中另有元素使用了相同的 id，请分别使用不同的 id。',
  ],
  'extension-place': [
    'This extension may not stand here. It belongs on: {{places}}.',
    '此扩展不能用在这里，应用于：{{places}}。',
  ],
  'extension-modifies': [
    'This extension changes the meaning. Put it into modifierExtension.',
    '此扩展会改变含义，请放入 modifierExtension。',
  ],
  'extension-no-modifier': [
    'This extension does not change the meaning. Put it into extension.',
    '此扩展不改变含义，请放入 extension。',
  ],
  'extension-type': [
    'The extension’s value is of another type. Use one of: {{types}}.',
    '此扩展的值类型不符，应为：{{types}}。',
  ],
  'extension-version': [
    'The address of an extension has no version after |. Leave it out.',
    '扩展的地址不带“|”加版本号，请删除版本部分。',
  ],
  'extension-of-version': [
    'No version of FHIR has such an element. Correct the version or the element in the address.',
    'FHIR 各版本中没有这个元素，请更正地址中的版本或元素。',
  ],
  'extension-unknown': [
    'This extension is not known here, and so it cannot be judged. Check its address, or get its definition.',
    '此扩展未知，无法校验。请核对其地址，或获取其定义。',
  ],
  'extension-no-value': [
    'This extension has a value and no extensions in it. Give it its value.',
    '此扩展应直接给出值，而不是内含扩展，请填写值。',
  ],
  'extension-part': [
    'The extension has no such part. It has: {{parts}}.',
    '此扩展没有这个部分，可用的部分：{{parts}}。',
  ],
  'extension-part-missing': ['The extension needs its part “{{part}}”. Add it.', '此扩展缺少“{{part}}”部分，请补上。'],
  'extension-part-often': [
    'The extension has its part “{{part}}” too often (at most {{max}}). Keep those that count.',
    '此扩展的“{{part}}”部分过多（最多 {{max}} 个），请只保留需要的。',
  ],
  'xhtml-form': [
    'The narrative is not well-formed XHTML. Close every tag, quote attributes, write & as &amp;amp;.',
    '叙述文本不是格式良好的 XHTML，请闭合标签、给属性加引号，并把 & 写成 &amp;amp;。',
  ],
  'xhtml-div': [
    'The narrative is one div with everything in it. Wrap it.',
    '叙述文本必须整体放在一个 div 中，请加上。',
  ],
  'xhtml-namespace': [
    'The narrative’s div needs xmlns="http://www.w3.org/1999/xhtml". Add it.',
    '叙述文本的 div 缺少 xmlns="http://www.w3.org/1999/xhtml"，请补上。',
  ],
  'xhtml-element': ['A narrative may not contain <{{name}}>. Remove it.', '叙述文本中不允许使用 <{{name}}>，请删除。'],
  'xhtml-attribute': [
    'A narrative may not have the attribute {{name}}. Remove it.',
    '叙述文本中不允许使用属性 {{name}}，请删除。',
  ],
  'xhtml-empty': ['The narrative says nothing. Write a text, or leave it out.', '叙述文本没有内容，请填写或删除。'],
  'xhtml-deep': [
    'The narrative is nested deeper than any that people read. Leave out tags around tags.',
    '叙述文本嵌套层次过深，请去掉多余的外层标签。',
  ],
  'xhtml-place': [
    'HTML does not let {{name}} stand in <{{parent}}>. Put it elsewhere.',
    'HTML 不允许 {{name}} 放在 <{{parent}}> 中，请调整位置。',
  ],
  'xhtml-address': [
    'The address in {{name}} is empty or has characters that no address has. Correct it.',
    '{{name}} 中的地址为空或含有非法字符，请更正。',
  ],
  'active-text': [
    'This text contains a script or another active part of a page. Write plain text.',
    '此文本含有脚本或其他网页活动内容，请改为纯文本。',
  ],
  blank: ['This text is nothing but spaces. Write something, or leave it out.', '此文本只有空白，请填写或删除。'],
  'too-long': ['This text is longer than {{max}} characters. Shorten it.', '文本超过 {{max}} 个字符，请缩短。'],
  'attachment-size': [
    'The size is not that of the data. Write {{size}}, or leave it out.',
    '大小与数据不符，请改为 {{size}} 或删除。',
  ],
  'code-form': [
    '{{system}} has no codes of this form, or its check digit is wrong. Correct the code.',
    '{{system}} 没有这种形式的代码，或校验位有误，请更正代码。',
  ],
  'bad-unit': [
    'UCUM has no such unit. Write its code as UCUM does, for instance mm[Hg], or leave system and code out.',
    'UCUM 没有此单位，请按 UCUM 填写代码（如 mm[Hg]），或删除 system 和 code。',
  ],
  'value-set-as-system': [
    'This is the address of a value set. Write that of the code system.',
    '这是值集的地址，请填写代码系统的地址。',
  ],
  'code-not-listed': [
    '{{system}} has no such code. Choose one that it has.',
    '{{system}} 中没有此代码，请选用其中已有的代码。',
  ],
  'system-page': [
    'This is the address of a page about a code system. Write the address of the system itself.',
    '这是介绍代码系统的网页地址，请填写代码系统本身的地址。',
  ],
  'system-https': [
    'The system is known as {{system}}, without the s. Write it so.',
    '该系统的地址应为 {{system}}（不带 s），请更正。',
  ],
  'system-longer': [
    'The system is known as {{system}}, and no more. Write that; an edition stands in the version.',
    '该系统的地址只是 {{system}}，版本信息应写在 version 中，请更正。',
  ],
  'system-unknown': [
    'FHIR R4 has no code system of this address. Correct it, or leave system and code out.',
    'FHIR R4 没有此地址的代码系统，请更正，或删除 system 和 code。',
  ],
  'system-version': [
    'The address has a version after |. Write the version as version.',
    '地址中带有“|”加版本号，请把版本写到 version 中。',
  ],
  'wrong-display': [
    'The code system calls this code “{{display}}”. Write that, or check the code.',
    '代码系统中此代码的名称为“{{display}}”，请改正名称或核对代码。',
  ],
  'bad-currency': [
    'This is no currency of ISO 4217. Write three letters, as CNY.',
    '这不是 ISO 4217 货币代码，请填写三个字母，例如 CNY。',
  ],
  'bad-language': [
    'This is no language of BCP 47. Write for instance zh-CN.',
    '这不是 BCP 47 语言代码，请填写例如 zh-CN。',
  ],
  'bad-mime': [
    'This is no MIME type. Write for instance application/pdf.',
    '这不是 MIME 类型，请填写例如 application/pdf。',
  ],
  'link-twice': ['A Bundle has one link of this kind. Keep one.', '同类链接只能有一个，请只保留一个。'],
  'entry-without-id': ['The resource at a whole address needs its id. Add it.', '带完整地址的资源必须有 id，请补上。'],
  'full-url-id': [
    'The address and the resource’s type and id do not agree. Correct one of them.',
    '地址与资源的类型或 id 不一致，请更正其中之一。',
  ],
  'search-mode': [
    'An OperationOutcome has the mode outcome, and nothing else has. Correct the mode.',
    '只有 OperationOutcome 的模式为 outcome，请更正模式。',
  ],
  'search-other-type': [
    'The search was for other types: {{types}}. Give this entry the mode include, or correct the self link.',
    '检索的是其他类型：{{types}}。请将此条目的模式改为 include，或更正 self 链接。',
  ],
  'link-to-page': [
    'Only searches and histories have pages. Take this link out.',
    '只有检索结果和历史记录才分页，请删除此链接。',
  ],
  'bundle-first': [
    'A Bundle of this type begins with a {{type}}. Put it first.',
    '此类 Bundle 必须以 {{type}} 开头，请把它放在最前。',
  ],
  'reference-ambiguous': [
    'Several entries have this address. Refer to a version, or keep one entry.',
    '有多个条目使用该地址，请引用具体版本，或只保留一个条目。',
  ],
  'version-not-in-bundle': [
    'The Bundle does not have this version. Refer to one that it has.',
    'Bundle 中没有该版本，请引用其中已有的版本。',
  ],
  'not-in-bundle': [
    'What this refers to is not in the Bundle. Add it, or correct the reference.',
    '所引用的资源不在 Bundle 中，请补充或更正引用。',
  ],
  'not-here': [
    'What this refers to is not here. It may come with the next synchronization or import; otherwise correct the reference.',
    '所引用的记录不在本库中，可能会随下次同步或导入到达；否则请更正引用。',
  ],
  'refers-to-deleted': [
    'What this refers to was deleted. Restore it from its history, or correct the reference.',
    '所引用的记录已被删除，请从其历史中恢复，或更正引用。',
  ],
  'code-required': [
    'This element must have a code of {{valueSet}}; an extension does not stand for it. Write the code.',
    '此元素必须有 {{valueSet}} 中的代码，不能仅以扩展代替，请填写代码。',
  ],
  'entry-unreached': [
    'Nothing in this Bundle leads to this entry. Refer to it, or take it out.',
    'Bundle 中没有任何内容指向此条目，请引用它或将其移除。',
  ],
  ...DEFINITION_TEXTS,
} as const satisfies Readonly<Record<string, readonly [en: string, zh: string]>>;

export type FindingKey = keyof typeof FINDING_TEXTS;
