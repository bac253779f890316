/** What forms that insist on an answer are given instead of one. In small letters. */

/** Words that mean nothing wherever a name, a number or an address is asked for. Not "none": of an allergy, that is an answer. */
export const PLACEHOLDERS: ReadonlySet<string> = new Set([
  '-',
  '--',
  '---',
  '/',
  '//',
  '.',
  '?',
  '??',
  '*',
  '无',
  '没有',
  '暂无',
  '不详',
  '不明',
  '未知',
  '未填',
  '未提供',
  'n/a',
  '#n/a',
  'null',
  '(null)',
  'undefined',
]);

/** Of a value that was measured or found: words that say that it is not known. "无" is not among them: it may be the finding. */
export const NOT_KNOWN: ReadonlySet<string> = new Set([
  '-',
  '--',
  '---',
  '?',
  '??',
  'n/a',
  '#n/a',
  'null',
  '(null)',
  '不详',
  '未知',
  '不明',
]);

/** Days that programs write where none was given. */
export const PLACEHOLDER_DAYS: ReadonlySet<string> = new Set([
  '0000-00-00',
  '00000000',
  '0000/00/00',
  '0001-01-01',
  '1900-01-01',
  '1900/1/1',
  '1900/01/01',
  '1900-1-1',
  '19000101',
  '9999-12-31',
  '99991231',
]);

/** A number of nothing but zeros. */
export const ZEROS = /^0{4,}$/;
