/** The columns of a table of reference ranges, as a clinic gets one from its laboratory: what the window names, and the vault reads. */

export const RANGE_COLUMNS = [
  'test',
  'code',
  'unit',
  'low',
  'high',
  'sex',
  'from',
  'to',
  'laboratory',
  'since',
] as const;
export type RangeColumn = (typeof RANGE_COLUMNS)[number];

interface Heading {
  readonly en: string;
  readonly 'zh-CN': string;
  /** What else it is called; in small letters. */
  readonly also: readonly string[];
}

/** How the first line of a table names its columns, in either language. */
export const RANGE_HEADINGS: Readonly<Record<RangeColumn, Heading>> = {
  test: { en: 'test', 'zh-CN': '检验项目', also: ['name', '项目', '项目名称', '名称', '检验'] },
  code: { en: 'LOINC', 'zh-CN': 'LOINC 编码', also: ['code', 'loinc code', 'loinc编码', '编码', '代码'] },
  unit: { en: 'unit', 'zh-CN': '单位', also: ['units'] },
  low: { en: 'low', 'zh-CN': '下限', also: ['lower', 'minimum', 'min', '参考下限', '低值'] },
  high: { en: 'high', 'zh-CN': '上限', also: ['upper', 'maximum', 'max', '参考上限', '高值'] },
  sex: { en: 'sex', 'zh-CN': '性别', also: ['gender'] },
  from: { en: 'from age', 'zh-CN': '年龄起', also: ['age from', 'from', '满', '年龄下限', '起始年龄'] },
  to: { en: 'until age', 'zh-CN': '未满年龄', also: ['until', 'below', 'under', 'below age', 'under age', '未满'] },
  laboratory: { en: 'laboratory', 'zh-CN': '实验室', also: ['lab', 'source', '检验科', '来源'] },
  since: { en: 'valid from', 'zh-CN': '启用日期', also: ['since', 'date', '日期', '生效日期'] },
};

/** Names of the column `to` under which a laboratory writes the last age that is meant, and not the first that is not; in small letters. */
export const LAST_AGES: readonly string[] = [
  'to',
  'to age',
  'age to',
  'max age',
  'maximum age',
  '年龄止',
  '年龄上限',
  '截止年龄',
  '最大年龄',
];

/** Whether the ages under this heading are still meant: of 18 to 59, those of 59. */
export function isLastAge(heading: string): boolean {
  return LAST_AGES.includes(plain(heading));
}

/** The column that a heading names; undefined for one that is of no use here. */
export function rangeColumnOf(heading: string): RangeColumn | undefined {
  const name = plain(heading);
  if (isLastAge(name)) return 'to';
  return RANGE_COLUMNS.find((column) => {
    const { en, 'zh-CN': zh, also } = RANGE_HEADINGS[column];
    return [en.toLowerCase(), zh.toLowerCase(), ...also].includes(name);
  });
}

function plain(heading: string): string {
  return heading.normalize('NFKC').trim().toLowerCase();
}
