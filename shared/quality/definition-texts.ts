/** The sentences of findings (`finding-texts.ts`) about definitions, questionnaires and their answers, profiles, and what is implausible. */
export const DEFINITION_TEXTS = {
  supplement: [
    'A supplement says what it supplements and has the content “supplement”; nothing else does. Make the two agree.',
    '只有补充代码系统才填写 supplements，且 content 应为 supplement，请使两者一致。',
  ],
  'code-twice': ['This code stands here already. Keep one of them.', '此代码已出现过，请只保留一个。'],
  'wrong-count': [
    'The number of concepts is {{count}}. Correct the count, or leave it out.',
    '概念数应为 {{count}}，请更正或删除 count。',
  ],
  'property-undeclared': [
    'The code system declares no such property. Declare it, or correct its code.',
    '代码系统未声明此属性，请先声明或更正代码。',
  ],
  'property-type': [
    'This property is declared as {{type}}. Give it a value of that type.',
    '此属性声明为 {{type}} 类型，请填写该类型的值。',
  ],
  'property-meaning': [
    'The address of this property stands for {{code}}, of type {{type}}. Make code and type agree with it.',
    '此属性的地址表示 {{code}}（类型 {{type}}），请使代码和类型与之一致。',
  ],
  'property-twice': [
    'Another property has this code or address. Keep one of them.',
    '另有属性使用了相同的代码或地址，请只保留一个。',
  ],
  'content-none': [
    'A code system whose content is not present has no concepts. Correct the content, or take the concepts out.',
    'content 为 not-present 的代码系统不应有概念，请更正 content 或删除概念。',
  ],
  'not-in-supplement': [
    'A supplement leaves this to the code system that it supplements. Take it out.',
    '补充代码系统不填写此项，以原代码系统为准，请删除。',
  ],
  'property-code': [
    'This property names a code of the same code system, which has no such code. Correct it.',
    '此属性应指向同一代码系统中的代码，但该代码不存在，请更正。',
  ],
  'filter-value': [
    'The filter’s value does not suit its operation. Write true or false for exists, a regular expression for regex.',
    '筛选值与操作不符：exists 应为 true 或 false，regex 应为正则表达式。',
  ],
  'filter-operation': [
    'This property cannot be filtered by {{op}}. Choose another operation.',
    '此属性不能用 {{op}} 筛选，请改用其他操作。',
  ],
  'variable-unknown': [
    'Nothing declares the variable %{{name}}. Declare it as a parameter, or correct its name.',
    '变量 %{{name}} 未声明，请声明为参数或更正名称。',
  ],
  'search-type': [
    'The search parameter that this names is of the type {{type}}. Write that type.',
    '所指的检索参数类型为 {{type}}，请改为该类型。',
  ],
  'search-base': [
    'What this is derived from is of {{type}}. Write that base, or another parameter to derive from.',
    '所派生的检索参数属于 {{type}}，请更正 base 或改用其他参数。',
  ],
  'component-of-composite': [
    'Components belong to composite parameters, and are none themselves. Correct type or components.',
    '只有 composite 参数才有组成部分，且组成部分本身不能是 composite，请更正。',
  ],
  'definition-type': [
    'What constrains a {{type}} is of that type. Write {{type}}, or another base.',
    '对 {{type}} 的约束其类型也应为 {{type}}，请更正类型或基础定义。',
  ],
  'definition-path': [
    'The paths of this definition begin with {{type}}. Correct the path.',
    '此定义的路径应以 {{type}} 开头，请更正。',
  ],
  'definition-kind': [
    'What is constrained is of the kind {{kind}}. Write that.',
    '所约束的定义其 kind 为 {{kind}}，请更正。',
  ],
  'definition-same-type': [
    'A specialization defines a type of its own. Name it, or constrain the base.',
    '特化应定义新的类型，请更改类型名，或改为约束（constraint）。',
  ],
  'definition-again': [
    'FHIR R4 defines {{type}} already. Constrain it (derivation constraint), or name another type.',
    'FHIR R4 已定义 {{type}}，请改为约束（constraint）或使用其他类型名。',
  ],
  'definition-no-element': [
    'The type that is constrained has no such element. Correct the path.',
    '所约束的类型没有这个元素，请更正路径。',
  ],
  'definition-wider': [
    'A profile may only narrow what its base allows. Stay within it.',
    '配置文件只能收窄基础定义允许的范围，请更正。',
  ],
  'definition-other-type': [
    'The base allows these types here: {{types}}. Choose among them.',
    '基础定义在此处允许的类型为：{{types}}，请从中选用。',
  ],
  'definition-not-for-type': [
    'This does not suit the types of the element: {{types}}. Take it out, or correct it.',
    '此项不适用于该元素的类型（{{types}}），请删除或更正。',
  ],
  'extension-own-url': [
    'An extension fixes its url to the address of its definition. Write {{url}} as fixedUri of Extension.url.',
    '扩展须将 Extension.url 固定为其定义的地址，请把 fixedUri 设为 {{url}}。',
  ],
  'context-of-extension': [
    'Only an extension says where it may stand. Take the context out.',
    '只有扩展才说明使用位置，请删除 context。',
  ],
  'context-unknown': ['FHIR R4 has no element of this path. Correct it.', 'FHIR R4 没有此路径的元素，请更正。'],
  'slicing-place': [
    'What is there once, or is the root, cannot be sliced. Take the slicing out.',
    '根元素或只出现一次的元素不能切片，请删除 slicing。',
  ],
  'rule-key-twice': [
    'Another rule has this key and says something else. Give each its own key.',
    '另有规则使用同一键但内容不同，请分别命名。',
  ],
  'rule-source': [
    'A rule that is added here has this definition as its source. Write its address, or leave the source out.',
    '此处新增的规则其 source 应为本定义的地址，请更正或删除。',
  ],
  'min-max': [
    'The least number is greater than the greatest. Correct one of them.',
    '最小数大于最大数，请更正其中之一。',
  ],
  'no-such-data-type': ['FHIR R4 has no such data type. Correct its name.', 'FHIR R4 没有这种数据类型，请更正名称。'],
  'name-twice': ['Another parameter has this name. Give each its own.', '另有参数使用了同一名称，请分别命名。'],
  'bad-expression': [
    'This is no FHIRPath that can be read. Correct the expression.',
    '这不是可读的 FHIRPath，请更正表达式。',
  ],
  'link-id-twice': [
    'Another item has this link id. Give each its own.',
    '另有条目使用了同一 linkId，请分别使用不同的值。',
  ],
  'no-such-question': [
    'The questionnaire has no such item here. Correct the link id.',
    '问卷在此处没有该条目，请更正 linkId。',
  ],
  'question-of-itself': [
    'Whether a question is asked cannot depend on its own answer. Name another question.',
    '问题是否显示不能取决于其自身的答案，请改用其他问题。',
  ],
  'item-order': [
    'The questionnaire asks this earlier. Put the items into its order.',
    '问卷中此条目在前面，请按问卷的顺序排列。',
  ],
  'item-twice': ['The questionnaire asks this once. Keep one of the items.', '问卷中此条目只出现一次，请只保留一个。'],
  'item-text': [
    'The questionnaire asks this in other words. Write its text, or leave the text out.',
    '文字与问卷不一致，请照问卷填写或删除。',
  ],
  'item-not-asked': [
    'By the other answers this is not asked. Take it out, or correct the answer that it depends on.',
    '根据其他答案，此条目不应出现，请删除或更正其所依赖的答案。',
  ],
  'item-below': [
    'Items below a question stand in its answer, and a displayed text has none. Move them.',
    '问题的下级条目应放在其答案中，说明文字不能有下级条目，请移动。',
  ],
  'answer-no-option': [
    'The questionnaire does not offer this answer. Choose one that it offers.',
    '问卷没有提供此选项，请从问卷的选项中选择。',
  ],
  unanswered: [
    'A required question has no answer: {{question}}. Answer it, or leave the response in progress.',
    '必答问题未回答：{{question}}。请作答，或将状态保持为进行中。',
  ],
  'answer-to-none': ['This item is no question. Take its answer away.', '此条目不是问题，请删除其答案。'],
  unreadable: ['This could not be read: {{reason}}', '无法读取：{{reason}}'],
  'profile-type': [
    'The profile {{profile}} is of {{type}}. Take it out, or name another.',
    '配置文件 {{profile}} 适用于 {{type}}，请删除或改用其他配置文件。',
  ],
  'profile-value': [
    'The profile {{profile}} asks for this value here: {{value}}. Write it, or take the profile out.',
    '配置文件 {{profile}} 要求此处的值为 {{value}}，请填写或取消该配置文件。',
  ],
  'profile-missing': [
    'The profile {{profile}} requires this element. Fill it in.',
    '配置文件 {{profile}} 要求填写此元素，请补全。',
  ],
  'profile-many': [
    'The profile {{profile}} allows {{max}} of this. Keep those that count.',
    '配置文件 {{profile}} 最多允许 {{max}} 个，请只保留需要的。',
  ],
  'profile-slice': [
    'The profile {{profile}} requires “{{slice}}” here. Add it.',
    '配置文件 {{profile}} 要求此处有“{{slice}}”，请补上。',
  ],
  'in-future': ['This lies in the future. Check the date.', '此日期在将来，请核对。'],
  'too-old': ['The birth date is more than 130 years ago. Check it.', '出生日期早于 130 年前，请核对。'],
  'end-before-start': [
    'This lies before what it follows: a death before the birth, an end before the start. Check both dates.',
    '此日期早于其应在之后的日期（如死亡早于出生、结束早于开始），请核对。',
  ],
  'impossible-value': [
    'No living person has had this value. Check number and unit.',
    '活人不可能有此数值，请核对数字和单位。',
  ],
  'amount-not-positive': ['This amount is not greater than nothing. Check it.', '此用量不大于零，请核对。'],
  expired: ['This was given after its day of expiry. Check both dates.', '使用日期晚于失效日期，请核对。'],
  'identity-number': [
    'This resident identity number has a wrong length or check character. Compare it with the card.',
    '居民身份证号的位数或校验码不正确，请与证件核对。',
  ],
  'identity-birth': [
    'The identity number says another birth date. Compare both with the card.',
    '出生日期与身份证号不一致，请与证件核对。',
  ],
  'identity-sex': [
    'The identity number says another sex. Compare both with the card.',
    '性别与身份证号不一致，请与证件核对。',
  ],
} as const satisfies Readonly<Record<string, readonly [en: string, zh: string]>>;
