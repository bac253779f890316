/** A definition as a sentence. Grammar and words stand in the locale files; here they are put together. */
import type { TFunction } from 'i18next';
import type { Bounds, Cohort, ConceptMatch, Criterion, Leaf, LeafOf } from '../../../shared/cohorts/definition.ts';

interface Voice {
  readonly t: TFunction;
  readonly chinese: boolean;
  readonly number: (value: number, digits?: number) => string;
  /** The name of a kept cohort as it is called now. */
  readonly nameOf: (id: string) => string | undefined;
}

/** "Patients who are female, are 41 or older and had no visit in the last 90 days." */
export function sentenceOf({ people, where }: Cohort, voice: Voice): string {
  const { t } = voice;
  const clauses = clausesOf(where, voice);
  return clauses === '' ? t(`cohorts.say.everybody.${people}`) : spaced(t(`cohorts.say.whole.${people}`, { clauses }));
}

/** A space between Chinese and other letters or digits. */
function spaced(text: string): string {
  return text.replace(/(\p{Script=Han})(?=[A-Za-z0-9])/gu, '$1 ').replace(/([A-Za-z0-9%])(?=\p{Script=Han})/gu, '$1 ');
}

/** At the top "all" needs no brackets. */
function clausesOf(where: Criterion, voice: Voice): string {
  if (where.kind === 'all' || where.kind === 'any')
    return joined(
      where.of.map((one) => clauseOf(one, false, voice)),
      where.kind,
      voice,
    );
  return clauseOf(where, false, voice);
}

function joined(parts: readonly string[], by: 'all' | 'any', { t }: Voice): string {
  const [last = '', ...before] = parts.toReversed();
  if (before.length === 0) return last;
  return t(`cohorts.say.${by}`, { first: before.toReversed().join(t('cohorts.say.comma')), last });
}

function clauseOf(criterion: Criterion, not: boolean, voice: Voice): string {
  const { t } = voice;
  switch (criterion.kind) {
    case 'not':
      return criterion.of.kind === 'not' ? clauseOf(criterion.of.of, not, voice) : clauseOf(criterion.of, !not, voice);
    case 'all':
    case 'any': {
      const clauses = joined(
        criterion.of.map((one) => clauseOf(one, false, voice)),
        criterion.kind,
        voice,
      );
      if (clauses === '') return t((criterion.kind === 'all') === not ? 'cohorts.say.nobody' : 'cohorts.say.anybody');
      return t(not ? 'cohorts.say.notGroup' : 'cohorts.say.group', { clauses });
    }
    default:
      return leafClause(criterion, not ? 'no' : 'yes', voice);
  }
}

function leafClause(leaf: Leaf, is: 'yes' | 'no', voice: Voice): string {
  const { t } = voice;
  switch (leaf.kind) {
    case 'sex':
      return t(`cohorts.say.sex.${leaf.sex}.${is}`);
    case 'age':
      return ageClause(leaf, is, voice);
    case 'diagnosis':
      return lately(
        t(
          `cohorts.say.diagnosis.${leaf.ever ? 'ever' : 'now'}${leaf.suspected ? 'Suspected' : ''}.${is}`,
          what(leaf.of, voice),
        ),
        leaf.within,
        voice,
      );
    case 'medication':
    case 'allergy':
      return t(`cohorts.say.${leaf.kind}.${is}`, what(leaf.of, voice));
    case 'vaccine':
      return lately(t(`cohorts.say.vaccine.${is}`, what(leaf.of, voice)), leaf.within, voice);
    case 'value':
      return valueClause(leaf, is, voice);
    case 'visit': {
      const who = leaf.by?.name ?? (leaf.by && 'user' in leaf.by ? leaf.by.user : leaf.by?.practitioner);
      const place = leaf.place?.name ?? leaf.place?.reference;
      const base =
        who === undefined
          ? place === undefined
            ? t(`cohorts.say.visit.${is}`)
            : t(`cohorts.say.visitAt.${is}`, { place })
          : t(`cohorts.say.visitBy.${is}`, { who });
      const where = who !== undefined && place !== undefined ? t('cohorts.say.at', { clause: base, place }) : base;
      return lately(where, leaf.within, voice);
    }
    case 'task':
      return t(`cohorts.say.task.${leaf.due}.${is}`);
    case 'flag':
      return leaf.text === undefined ? t(`cohorts.say.flag.${is}`) : t(`cohorts.say.flagOf.${is}`, { what: leaf.text });
    case 'no-show':
      return lately(t(`cohorts.say.noShow.${is}`), leaf.within, voice);
    case 'registered':
      return lately(t(`cohorts.say.registered.${is}`), leaf.within, voice);
    case 'cohort':
      return t(`cohorts.say.cohort.${is}`, { name: voice.nameOf(leaf.id) ?? leaf.name ?? t('cohorts.gone') });
  }
}

function lately(clause: string, within: number | undefined, { t }: Voice): string {
  return within === undefined ? clause : t('cohorts.say.within', { clause, count: within });
}

function ageClause({ from, to }: LeafOf<'age'>, is: 'yes' | 'no', { t }: Voice): string {
  if (from !== undefined && to !== undefined) return t(`cohorts.say.age.between.${is}`, { from, to });
  return from === undefined ? t(`cohorts.say.age.upTo.${is}`, { to }) : t(`cohorts.say.age.from.${is}`, { from });
}

/** What it is called, with its code or codes behind it: hypertension (I10–I15). */
function what(of: readonly ConceptMatch[], voice: Voice): { what: string } {
  const [last = '', ...before] = of.map((one) => nameOfMatch(one, voice.chinese)).toReversed();
  if (before.length === 0) return { what: last };
  const first = before.toReversed().join(voice.t('cohorts.say.pause'));
  return { what: voice.t('cohorts.say.or', { first, last }) };
}

export function nameOfMatch(match: ConceptMatch, chinese: boolean): string {
  if ('text' in match) return match.text;
  const code = 'from' in match ? `${match.from}–${match.to}` : match.code;
  const name = chinese ? (match.zh ?? match.en) : (match.en ?? match.zh);
  if (name === undefined || name === '') return code;
  return chinese ? `${name}（${code}）` : `${name} (${code})`;
}

/** UCUM codes that people write otherwise. */
const WRITTEN: Readonly<Record<string, string>> = { 'mm[Hg]': 'mmHg', Cel: '°C', 'mL/min/{1.73_m2}': 'mL/min/1.73 m²' };

export function unitWord(unit: string): string {
  return WRITTEN[unit] ?? unit;
}

function valueClause({ of, unit, is: bounds, within }: LeafOf<'value'>, is: 'yes' | 'no', voice: Voice): string {
  const { t, chinese } = voice;
  const [first] = of;
  const name = (chinese ? (first?.zh ?? first?.en) : (first?.en ?? first?.zh)) ?? first?.code ?? '';
  const what = chinese ? name : inSentence(name);
  if (!bounds) return lately(t(`cohorts.say.value.any.${is}`, { what }), within, voice);
  const bound = boundWords(bounds, unit, voice);
  return lately(t(`cohorts.say.value.last.${is}`, { what, bound }), within, voice);
}

/** Heart rate is a heart rate within a sentence; LDL stays LDL. */
function inSentence(name: string): string {
  return /^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

function boundWords({ above, atLeast, below, atMost }: Bounds, unit: string | undefined, { t, number }: Voice): string {
  const text = (value: number): string => number(value, decimalsOf(value));
  const behind = unit === undefined ? '' : ` ${unitWord(unit)}`;
  if (atLeast !== undefined && atMost !== undefined)
    return t('cohorts.say.bound.between', { low: text(atLeast), high: `${text(atMost)}${behind}` });
  const parts = (
    [
      ['above', above],
      ['atLeast', atLeast],
      ['below', below],
      ['atMost', atMost],
    ] as const
  ).flatMap(([name, value]) =>
    value === undefined ? [] : [t(`cohorts.say.bound.${name}`, { value: `${text(value)}${behind}` })],
  );
  return parts.join(t('cohorts.say.comma'));
}

function decimalsOf(value: number): number {
  return /\.(\d+)$/.exec(String(value))?.[1]?.length ?? 0;
}
