/** Units as people write them. Records keep UCUM; only what is shown changes. */
const WORDS: Readonly<Record<string, string>> = {
  'mm[Hg]': 'mmHg',
  Cel: '°C',
  '[degF]': '°F',
  'kg/m2': 'kg/m²',
  '{score}': '',
  '{nominal}': '',
  score: '',
  '1': '',
  '10*3/uL': '10³/µL',
  '10*6/uL': '10⁶/µL',
  '10*9/L': '10⁹/L',
  '10*12/L': '10¹²/L',
  '[lb_av]': 'lb',
  '[in_i]': 'in',
  uL: 'µL',
  umol: 'µmol',
};

/** "23.1 kg/m²" for "23.1 kg/m2": a value that is already one text with its unit. */
export function measuredWords(text: string): string {
  return text.replace(/^(\S*\d\S*) (\S*[^\d\s]\S*)$/, (_all, value: string, unit: string) =>
    `${value} ${unitWords(unit)}`.trimEnd(),
  );
}

/** "kg/m²" for "kg/m2", "/min" for "{beats}/min"; a unit without a better word stays as it is. */
export function unitWords(unit: string | undefined): string {
  if (unit === undefined) return '';
  return (
    WORDS[unit] ??
    unit
      .replace(/\{[^}]*\}/g, '')
      .replace(/^u(mol|g|L)\b/, 'µ$1')
      .replace('.73m2', '.73 m²')
      .replace('.73.m2', '.73 m²')
  );
}
