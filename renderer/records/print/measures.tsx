/** Measures on paper: picture, totals, table, what is not in them, what they mean. */
import { comparedRow } from '../../../shared/bridge/compared.ts';
import type { MeasureAnswer, MeasureDefinition } from '../../../shared/bridge/measures.ts';
import type { Block } from '../../ui/paper/Pages.tsx';
import { currencyOf } from '../measure/picture.ts';
import { totalsOf } from '../measure/totals.ts';
import type { MeasureWords } from '../measure/words.ts';
import { heading, nothing, paragraphs, row, rowHead } from './Parts.tsx';
import classes from './Print.module.css';

export interface PrintedMeasure {
  readonly definition: MeasureDefinition;
  readonly answer: MeasureAnswer;
  /** Its picture, a PNG as base64; absent where there is nothing to draw. */
  readonly picture?: string | undefined;
  /** Of whom or where alone it is, where it is not of all. */
  readonly only?: string | undefined;
}

/** The blocks of measures. `whole`: with the table and what the figures mean, as for one that is printed alone. */
export function measureBlocks(printed: readonly PrintedMeasure[], words: MeasureWords, whole: boolean): Block[] {
  return printed.flatMap((one) => {
    const { definition, answer, picture } = one;
    const key = definition.name;
    const { t } = words;
    const left = leftOutWords(one, words);
    return [
      // alone it stands in the head of the sheet
      ...(whole ? [] : [heading(key, words.of(definition.title))]),
      { key: `${key}/when`, keep: true, node: <p className={classes.quiet}>{whenWords(one, words)}</p> },
      ...(one.only === undefined
        ? []
        : [{ key: `${key}/only`, keep: true, node: <p className={classes.quiet}>{one.only}</p> }]),
      ...totalBlocks(one, words),
      ...(picture === undefined
        ? [nothing(`${key}/none`, t('analysis.nothing'))]
        : [
            {
              key: `${key}/picture`,
              node: <img className={classes.picture} src={`data:image/png;base64,${picture}`} alt="" />,
            },
          ]),
      ...(left === '' ? [] : paragraphs(`${key}/left`, left)),
      ...(whole ? [...tableOf(one, words), ...aboutOf(definition, words)] : []),
      ...(answer.fewest === undefined
        ? []
        : paragraphs(`${key}/few`, t('analysis.fewNote', { n: words.formats.number(answer.fewest) }))),
      ...(answer.incomplete > 0
        ? paragraphs(
            `${key}/incomplete`,
            t('analysis.incomplete', { count: answer.incomplete, n: words.formats.number(answer.incomplete) }),
          )
        : []),
    ];
  });
}

function whenWords({ definition: { over }, answer: { range, compared } }: PrintedMeasure, words: MeasureWords): string {
  const { t, formats } = words;
  const when = over === 'day' ? t('analysis.onDay', { day: formats.day(range.to) }) : words.range(range);
  return compared === null ? when : [when, words.against(compared)].join(t('analysis.semicolon'));
}

function totalBlocks({ definition, answer }: PrintedMeasure, words: MeasureWords): Block[] {
  const said = totalsOf(answer, definition, words).map(({ name, text, more, change }): [string, string] => [
    name,
    [text, more, change?.words].filter(Boolean).join(words.t('common.dot')),
  ]);
  if (said.length === 0) return [];
  return [
    {
      key: `${definition.name}/totals`,
      keep: true,
      node: (
        <dl className={classes.patient}>
          {said.map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      ),
    },
  ];
}

/** Every row; the figure of the time before in brackets, so that six columns find room on a sheet. */
function tableOf({ definition, answer }: PrintedMeasure, words: MeasureWords): Block[] {
  const { dimensions, columns, compared, rows, names, grain } = answer;
  const { t } = words;
  const template = [...dimensions.map(() => '1.8fr'), ...columns.map(() => '1fr')].join(' ');
  const titleOf = (title: MeasureDefinition['title']) =>
    compared ? t('analysis.withBefore', { now: words.of(title), before: t('analysis.before') }) : words.of(title);
  const head = [...dimensions.map(({ title }) => words.of(title)), ...columns.map(({ title }) => titleOf(title))];
  const before = comparedRow(answer);
  return [
    rowHead(`${definition.name}/head`, template, head),
    ...rows.map((one) => {
      const currency = currencyOf(answer, one.keys);
      const then = before(one);
      return row(`${definition.name}/${JSON.stringify(one.keys)}`, template, head, [
        ...dimensions.map((dimension, at) => words.key(dimension, one.keys[at] ?? null, names, grain)),
        ...columns.map((column, at) => {
          const said = ({ values, hidden }: (typeof rows)[number]): string =>
            words.hidden(hidden?.[at], answer) ?? words.value(column, values[at] ?? null, currency);
          const now = said(one);
          return compared ? t('analysis.withBefore', { now, before: then ? said(then) : t('analysis.noValue') }) : now;
        }),
      ]);
    }),
  ];
}

function leftOutWords({ definition, answer }: PrintedMeasure, words: MeasureWords): string {
  const { t, formats } = words;
  const said = answer.leftOut.map(({ reason, n }) => {
    const why = definition.leftOut.find(({ key }) => key === reason);
    return t('analysis.leftOutOne', {
      why: why ? words.of(why.title) : reason,
      n: n === null ? words.hidden('few', answer) : formats.number(n),
    });
  });
  return said.length === 0 ? '' : `${t('analysis.leftOut')} ${said.join(t('analysis.semicolon'))}`;
}

function aboutOf({ name, meaning, sources }: MeasureDefinition, words: MeasureWords): Block[] {
  return [
    heading(`${name}/about`, words.t('analysis.about')),
    ...paragraphs(`${name}/meaning`, words.of(meaning)),
    ...sources.flatMap(({ title, url }, at) =>
      paragraphs(`${name}/source/${at}`, [title, url].filter(Boolean).join(' ')),
    ),
  ];
}
