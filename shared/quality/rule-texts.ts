/**
 * What breaks an invariant of FHIR R4, and what to do, in English and Chinese, by its key: those of types that clinics meet. Of the others
 * the published sentence is told (`finding.ts`).
 */
export const RULE_TEXTS: Readonly<Record<string, readonly [en: string, zh: string]>> = {
  'age-1': [
    'An age has a unit of time, and is not below nothing. Correct unit or value.',
    '年龄须用时间单位且不能为负，请更正单位或数值。',
  ],
  'ait-1': [
    'Say whether the allergy is active, or that it was entered in error.',
    '请填写过敏是否活动，或注明为误录。',
  ],
  'ait-2': [
    'An allergy that was entered in error has no clinical status. Take it out.',
    '误录的过敏不应有临床状态，请删除。',
  ],
  'app-1': ['Say who takes part, or in what role.', '请填写参与者或其角色。'],
  'app-2': [
    'An appointment has a start and an end, or neither. Fill in the other, or take both out.',
    '预约须同时有开始和结束时间，或都没有，请补全或全部删除。',
  ],
  'app-3': [
    'Only a proposed, cancelled or waitlisted appointment can be without times. Fill in start and end.',
    '只有拟定、已取消或候补的预约可以没有时间，请填写开始和结束时间。',
  ],
  'app-4': [
    'Only a cancelled or missed appointment has a reason for it. Take the reason out, or correct the status.',
    '只有已取消或爽约的预约才有取消原因，请删除原因或更正状态。',
  ],
  'att-1': ['Say of what kind the data of the attachment are (contentType).', '请注明附件数据的类型（contentType）。'],
  'bdl-1': [
    'Only the result of a search or a history has a total. Take it out.',
    '只有检索结果或历史记录才有总数，请删除。',
  ],
  'bdl-2': [
    'Only entries of a search say how they were found. Take search out.',
    '只有检索结果的条目才有 search，请删除。',
  ],
  'bdl-3': [
    'Entries of a batch, a transaction or a history have a request, others none. Add it or take it out.',
    '批处理、事务和历史记录的条目必须有 request，其他类型不得有，请补上或删除。',
  ],
  'bdl-4': [
    'Entries of a response or a history have a response, others none. Add it or take it out.',
    '响应和历史记录的条目必须有 response，其他类型不得有，请补上或删除。',
  ],
  'bdl-5': [
    'An entry brings a resource, a request or a response. Add one.',
    '条目须含资源、request 或 response 之一，请补上。',
  ],
  'bdl-7': [
    'Two entries have the same address. Give each its own, or each its version.',
    '两个条目的地址相同，请分别使用不同的地址或版本。',
  ],
  'bdl-8': [
    'The address of an entry names no version. Take /_history/… out.',
    '条目的地址不能带版本，请删除 /_history/… 部分。',
  ],
  'bdl-9': [
    'A document has an identifier with system and value. Fill it in.',
    '文档必须有带 system 和 value 的标识，请填写。',
  ],
  'bdl-10': [
    'A document says when it was made (timestamp). Fill it in.',
    '文档必须注明生成时间（timestamp），请填写。',
  ],
  'bdl-11': ['A document begins with its Composition. Put it first.', '文档必须以 Composition 开头，请把它放在最前。'],
  'bdl-12': [
    'A message begins with its MessageHeader. Put it first.',
    '消息必须以 MessageHeader 开头，请把它放在最前。',
  ],
  'cmp-1': [
    'A section has a text, entries or sections in it. Add some, or take the section out.',
    '章节须有文本、条目或子章节，请补充或删除该章节。',
  ],
  'cmp-2': [
    'Only a section without entries says why it is empty. Take the reason out.',
    '只有空章节才说明为空的原因，请删除。',
  ],
  'cnt-3': ['A count is a whole number of the unit 1. Correct value or unit.', '计数须为整数且单位为 1，请更正。'],
  'con-1': ['A stage has a summary or an assessment. Fill one in.', '分期须有摘要或评估，请填写其一。'],
  'con-2': ['Evidence has a code or details. Fill one in.', '依据须有代码或详情，请填写其一。'],
  'con-4': [
    'A problem that has abated is inactive, resolved or in remission. Correct the clinical status.',
    '已消退的问题其临床状态应为非活动、已解决或缓解，请更正。',
  ],
  'con-5': [
    'A problem that was entered in error has no clinical status. Take it out.',
    '误录的问题不应有临床状态，请删除。',
  ],
  'cpl-3': [
    'An activity of a plan is a reference or a detail, not both. Keep one.',
    '计划的活动要么引用、要么写明，不能两者都有，请只保留一个。',
  ],
  'cpt-2': ['Say what kind of contact this is: phone, email or another.', '请注明联系方式的类型，如电话、电子邮件。'],
  'ctm-1': [
    'Only a practitioner takes part on behalf of an organization. Take onBehalfOf out.',
    '只有医务人员可代表机构参加，请删除 onBehalfOf。',
  ],
  'dis-1': ['A distance has a unit of length. Correct the unit.', '距离须用长度单位，请更正。'],
  'dom-2': [
    'What is contained contains nothing itself. Move it up into the outer resource.',
    '所含资源不能再包含其他资源，请移到外层资源中。',
  ],
  'dom-4': [
    'What is contained has no version and no time of its last change. Take them out.',
    '所含资源不能有版本号或更新时间，请删除。',
  ],
  'dom-5': [
    'What is contained has no security labels. Put them on the outer resource.',
    '所含资源不能有安全标签，请移到外层资源。',
  ],
  'drt-1': ['A duration has a unit of time. Correct the unit.', '时长须用时间单位，请更正。'],
  'exp-1': ['An expression is written here, or referred to. Fill one in.', '请写明表达式或引用它。'],
  'ext-1': [
    'An extension has a value, or extensions in it, not both and not neither. Correct it.',
    '扩展要么有值，要么内含扩展，二者必居其一，请更正。',
  ],
  'fhs-1': [
    'Say the age or the birth of the relative, not both. Keep one.',
    '亲属的年龄与出生日期只能填一个，请只保留一个。',
  ],
  'fhs-2': [
    'Only an age is estimated. Fill in the age, or take estimatedAge out.',
    '只有年龄才能标为估计，请填写年龄或删除 estimatedAge。',
  ],
  'gol-1': ['Say what is measured (measure) of the target.', '请填写目标所衡量的指标（measure）。'],
  'grp-1': [
    'Only a group of actual members lists them. Correct actual, or take the members out.',
    '只有实际群组才列出成员，请更正 actual 或删除成员。',
  ],
  'imm-1': ['Say the kind of the handed-out document, or refer to it.', '请填写所发宣教材料的类型或引用。'],
  'lst-1': ['Only an empty list says why it is empty. Take the reason out.', '只有空列表才说明为空的原因，请删除。'],
  'lst-2': [
    'Only a list of changes marks what was deleted. Correct the mode, or take the mark out.',
    '只有变更列表才标记删除，请更正模式或删除标记。',
  ],
  'lst-3': [
    'Only a working list dates its entries. Correct the mode, or take the date out.',
    '只有工作列表的条目才有日期，请更正模式或删除日期。',
  ],
  'mad-1': ['A dosage says its dose or its rate. Fill one in.', '用法须有剂量或速率，请填写其一。'],
  'mdd-1': ['It was handed over before it was prepared. Check both times.', '发药时间早于配药时间，请核对。'],
  'obs-3': [
    'A reference range has a low, a high or a text. Fill one in.',
    '参考范围须有下限、上限或文字，请填写其一。',
  ],
  'obs-6': [
    'There is a value and a reason why there is none. Take one of them out.',
    '既有结果又说明无结果的原因，请删除其一。',
  ],
  'obs-7': [
    'A component has the code of the whole, which has a value of its own. Take the value out of one of them.',
    '组成部分与整体代码相同，而整体已有值，请删除其一。',
  ],
  'org-1': ['An organization has a name or an identifier. Fill one in.', '机构须有名称或标识，请填写其一。'],
  'org-2': [
    'The address of an organization is not for use at home. Choose another use.',
    '机构地址的用途不能是“家庭”，请改选。',
  ],
  'org-3': [
    'The telephone of an organization is not for use at home. Choose another use.',
    '机构电话的用途不能是“家庭”，请改选。',
  ],
  'pat-1': [
    'A contact of a patient has a name, a telephone, an address or an organization. Fill one in.',
    '患者联系人须有姓名、电话、地址或机构，请填写其一。',
  ],
  'per-1': ['The end lies before the start. Check both.', '结束时间早于开始时间，请核对。'],
  'ppc-1': ['A consent names a policy or a rule. Fill one in.', '知情同意须写明政策或规则，请填写其一。'],
  'ppc-2': ['A consent about privacy says whose it is. Fill in the patient.', '隐私同意书须写明患者，请填写。'],
  'ppc-3': ['A consent to research says whose it is. Fill in the patient.', '研究同意书须写明患者，请填写。'],
  'ppc-4': ['An advance directive says whose it is. Fill in the patient.', '预先医疗指示须写明患者，请填写。'],
  'ppc-5': ['A consent to treatment says whose it is. Fill in the patient.', '治疗同意书须写明患者，请填写。'],
  'prr-1': ['Details of an order need its code. Fill it in.', '有医嘱细节时必须有代码，请填写。'],
  'qrs-1': [
    'Further items stand below the item or below its answer, not both. Move them together.',
    '下级条目只能放在条目或答案之一的下面，请移到一处。',
  ],
  'qty-3': [
    'The code of a unit needs its system. Write http://unitsofmeasure.org for UCUM, or leave the code out.',
    '单位代码必须有 system：UCUM 请填 http://unitsofmeasure.org，或删除代码。',
  ],
  'que-1': [
    'A group has items in it, a displayed text has none. Correct the type or the items.',
    '分组须含条目，说明文字不能含条目，请更正类型或条目。',
  ],
  'que-2': ['Two items have the same link id. Give each its own.', '两个条目的 linkId 相同，请分别使用不同的值。'],
  'que-3': ['A displayed text has no code. Take it out.', '说明文字不能有代码，请删除。'],
  'que-4': [
    'A question has its options listed, or a value set of them, not both. Keep one.',
    '问题的选项只能列出或引用值集，请只保留一种。',
  ],
  'que-5': [
    'Only a choice has options from a value set. Correct the type, or take the value set out.',
    '只有选择题才能使用值集选项，请更正类型或删除值集。',
  ],
  'que-6': [
    'A displayed text is neither required nor repeated. Take that out.',
    '说明文字不能设为必填或可重复，请删除。',
  ],
  'que-7': [
    'Whether an answer exists is compared with true or false. Write one of them.',
    '“是否已答”只能与 true 或 false 比较，请更正。',
  ],
  'que-8': ['A group or a displayed text has no initial value. Take it out.', '分组和说明文字不能有初始值，请删除。'],
  'que-9': ['A displayed text cannot be read-only. Take that out.', '说明文字不能设为只读，请删除。'],
  'que-10': ['Only what is typed in has a greatest length. Take it out.', '只有输入类问题才有最大长度，请删除。'],
  'que-11': [
    'A question with listed options marks the initial one there. Take initial out.',
    '列出选项的问题应在选项中标明初始值，请删除 initial。',
  ],
  'que-12': [
    'With more than one condition, say whether all or any must hold (enableBehavior).',
    '有多个条件时，请用 enableBehavior 注明全部满足还是任一满足。',
  ],
  'que-13': [
    'Only a question that repeats has several initial values. Keep one.',
    '只有可重复的问题才有多个初始值，请只保留一个。',
  ],
  'rat-1': ['A ratio has a numerator and a denominator. Fill in the other.', '比值须同时有分子和分母，请补全。'],
  'ref-1': [
    'Nothing with this id is contained here. Correct the reference, or add the resource.',
    '此处没有该 id 的所含资源，请更正引用或补充资源。',
  ],
  'rng-2': ['The low value is greater than the high one. Check both.', '下限大于上限，请核对。'],
  'sev-1': [
    'What was looked at has a name or a query, not both. Keep one.',
    '被访问对象的名称和查询只能填一个，请只保留一个。',
  ],
  'tim-1': ['A duration needs its unit. Fill it in.', '持续时间缺少单位，请填写。'],
  'tim-2': ['A period needs its unit. Fill it in.', '周期缺少单位，请填写。'],
  'tim-4': ['A duration is not below nothing. Correct it.', '持续时间不能为负，请更正。'],
  'tim-5': ['A period is not below nothing. Correct it.', '周期不能为负，请更正。'],
  'tim-6': ['A longest period needs the period. Fill it in.', '有最长周期时必须填写周期，请补上。'],
  'tim-7': ['A longest duration needs the duration. Fill it in.', '有最长持续时间时必须填写持续时间，请补上。'],
  'tim-8': ['A greatest count needs the count. Fill it in.', '有最大次数时必须填写次数，请补上。'],
  'tim-9': [
    'An offset is before or after some event of the day, and not of a meal in general. Correct when, or take the offset out.',
    '偏移须相对某个时点（且不能是笼统的餐时），请更正时点或删除偏移。',
  ],
  'tim-10': [
    'Times of day and events of the day exclude each other. Keep one.',
    '具体钟点与时点事件只能填一种，请只保留一种。',
  ],
  'txt-1': [
    'The narrative has something beside plain formatting. Take it out.',
    '叙述文本含有普通排版以外的内容，请删除。',
  ],
  'txt-2': ['The narrative says nothing. Write a text, or leave it out.', '叙述文本没有内容，请填写或删除。'],
  'vs-1': ['A vital sign says at least the day. Complete the time.', '生命体征至少须注明到日，请补全时间。'],
  'vs-2': [
    'A vital sign has a value, or says why there is none. Fill one in.',
    '生命体征须有结果或无结果的原因，请填写其一。',
  ],
  'vs-3': [
    'A part of a vital sign has a value, or says why there is none. Fill one in.',
    '生命体征的组成部分须有结果或无结果的原因，请填写其一。',
  ],
};
