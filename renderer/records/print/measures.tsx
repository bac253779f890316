/** Measures on paper: picture, totals, table, what is not in them, what they mean. */
import type { ReactNode } from 'react';
import { comparedRow } from '../../../shared/bridge/compared.ts';
import type { MeasureAnswer, MeasureDefinition } from '../../../shared/bridge/measures.ts';
import type { Block } from '../../ui/paper/Pages.tsx';
import { currencyOf, oneCurrency } from '../measure/picture.ts';
import { totalsOf } from '../measure/totals.ts';
import type { MeasureWords } from '../measure/words.ts';
import { heading, type Layout, nothing, paragraphs, row, rowHead } from './Parts.tsx';
import classes from './Print.module.css';

export interface PrintedMeasure {
  readonly definition: MeasureDefinition;
  readonly answer: MeasureAnswer;
  /** Its picture, a PNG as base64; absent where there is nothing to draw. */
  readonly picture?: string | undefined;
  /** Of whom or where alone it is, where it is not of all. */
  readonly only?: string | undefined;
}

/** Of a dashboard: so many figures stand side by side on a sheet of A4; where it is narrower, one below the other. */
const ABREAST = 2;

/** A measure that is printed alone: with its table, and what it means. */
export function measureBlocks(one: PrintedMeasure, words: MeasureWords): Block[] {
  const { definition, answer, only, picture } = one;
  const key = definition.name;
  const left = leftOutWords(one, words);
  const totals = totalsNode(one, words);
  return [
    ...warningBlocks([one], words),
    said(`${key}/when`, words.when(definition, answer)),
    ...(only === undefined ? [] : [said(`${key}/only`, only)]),
    ...(totals === null ? [] : [{ key: `${key}/totals`, keep: true, node: totals }]),
    ...(picture === undefined
      ? [nothing(`${key}/none`, words.t('analysis.nothing'))]
      : [{ key: `${key}/picture`, node: <Picture data={picture} /> }]),
    ...(left === '' ? [] : paragraphs(`${key}/left`, left)),
    ...tableOf(one, words),
    ...aboutOf(definition, words),
    ...fewBlocks([one], words),
  ];
}

/** A dashboard: of when it is, a card for each figure, where clinical goals come from. `isWide`: the sheet has room for two abreast. */
export function dashboardBlocks(printed: readonly PrintedMeasure[], words: MeasureWords, isWide: boolean): Block[] {
  const common = commonWhen(printed, words);
  const abreast = isWide ? ABREAST : 1;
  const rows = printed.flatMap((_, at) => (at % abreast === 0 ? [printed.slice(at, at + abreast)] : []));
  return [
    ...warningBlocks(printed, words),
    ...(common === undefined ? [] : [said('when', common)]),
    ...rows.map((row) => ({
      key: row.map(({ definition }) => definition.name).join('/'),
      node: (
        <div className={classes.cards} style={{ gridTemplateColumns: `repeat(${abreast}, minmax(0, 1fr))` }}>
          {row.map((one) => (
            <Card key={one.definition.name} one={one} words={words} common={common} />
          ))}
        </div>
      ),
    })),
    ...fewBlocks(printed, words),
    ...sourcesOf(printed, words),
  ];
}

interface CardProps {
  readonly one: PrintedMeasure;
  readonly words: MeasureWords;
  /** What is said for all of the dashboard. */
  readonly common: string | undefined;
}

function Card({ one, words, common }: CardProps) {
  const { definition, answer, only, picture } = one;
  const when = words.when(definition, answer);
  const left = leftOutWords(one, words);
  return (
    <section className={classes.card}>
      <h3 className={classes.heading}>{words.of(definition.title)}</h3>
      {when === common ? null : <p className={classes.quiet}>{when}</p>}
      {only === undefined ? null : <p className={classes.quiet}>{only}</p>}
      {totalsNode(one, words)}
      {picture === undefined ? (
        <p className={classes.quiet}>{words.t('analysis.nothing')}</p>
      ) : (
        <Picture data={picture} />
      )}
      {left === '' ? null : <p className={classes.quiet}>{left}</p>}
    </section>
  );
}

function Picture({ data }: { readonly data: string }) {
  return <img className={classes.picture} src={`data:image/png;base64,${data}`} alt="" />;
}

/** A line that belongs to what follows. */
function said(key: string, text: string): Block {
  return { key, keep: true, node: <p className={classes.quiet}>{text}</p> };
}

/** What is true of most of the figures need not stand at each of them. */
function commonWhen(printed: readonly PrintedMeasure[], words: MeasureWords): string | undefined {
  const compared = printed.filter(({ answer }) => answer.compared !== null);
  const of = (compared.length > 0 ? compared : printed).find(({ definition }) => definition.over === 'range');
  return of && words.when(of.definition, of.answer);
}

/** Above all: figures that will be others tomorrow must not be taken for settled. */
function warningBlocks(printed: readonly PrintedMeasure[], { t, formats }: MeasureWords): Block[] {
  const count = Math.max(0, ...printed.map(({ answer }) => answer.incomplete));
  if (count === 0) return [];
  const text = t('analysis.incomplete', { count, n: formats.number(count) });
  return [{ key: 'incomplete', keep: true, node: <p className={classes.warning}>{text}</p> }];
}

function fewBlocks(printed: readonly PrintedMeasure[], { t, formats }: MeasureWords): Block[] {
  const fewest = printed.find(({ answer }) => answer.fewest !== undefined)?.answer.fewest;
  return fewest === undefined ? [] : paragraphs('few', t('analysis.fewNote', { n: formats.number(fewest) }));
}

/** Whose goals and rules those are, of all figures that follow any. */
function sourcesOf(printed: readonly PrintedMeasure[], words: MeasureWords): Block[] {
  const sourced = printed.filter(({ definition }) => definition.sources.length > 0);
  if (sourced.length === 0) return [];
  return [
    heading('sources', words.t('analysis.sources')),
    ...sourced.flatMap(({ definition: { name, title, sources } }) =>
      sources.map((source, at) => ({
        key: `${name}/source/${at}`,
        node: <p className={classes.source}>{`${words.of(title)}${words.t('facts.colon')}${sourceText(source)}`}</p>,
      })),
    ),
  ];
}

function sourceText({ title, url }: MeasureDefinition['sources'][number]): string {
  return [title, url].filter(Boolean).join(' ');
}

function totalsNode({ definition, answer }: PrintedMeasure, words: MeasureWords): ReactNode {
  const said = totalsOf(answer, definition, words).map(({ name, text, more, change }): [string, string] => [
    name,
    [text, more, change?.words].filter(Boolean).join(words.t('common.dot')),
  ]);
  if (said.length === 0) return null;
  return (
    <dl className={classes.patient}>
      {said.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** More columns than these are set smaller, so that a figure stays in one line. */
const COLUMNS = 4;

/** Every row; the figure of the time before in brackets, so that six columns find room on a sheet. */
function tableOf({ definition, answer }: PrintedMeasure, words: MeasureWords): Block[] {
  const { dimensions, columns, compared, rows, names, grain } = answer;
  const { t } = words;
  // where there is one currency only, each amount has its sign
  const hasOne = oneCurrency(answer) !== undefined;
  const named = dimensions.flatMap((dimension, at) =>
    dimension.kind === 'currency' && hasOne ? [] : [{ dimension, at }],
  );
  const layout: Layout = {
    template: [...named.map(() => '1.4fr'), ...columns.map(() => '1fr')].join(' '),
    numbersFrom: named.length,
    isSmall: columns.length > COLUMNS,
  };
  const titleOf = (title: MeasureDefinition['title']) =>
    compared ? t('analysis.withBefore', { now: words.of(title), before: t('analysis.before') }) : words.of(title);
  const head = [
    ...named.map(({ dimension }) => words.of(dimension.title)),
    ...columns.map(({ title }) => titleOf(title)),
  ];
  const before = comparedRow(answer);
  return [
    rowHead(`${definition.name}/head`, layout, head),
    ...rows.map((one) => {
      const currency = currencyOf(answer, one.keys);
      const then = before(one);
      return row(`${definition.name}/${JSON.stringify(one.keys)}`, layout, head, [
        ...named.map(({ dimension, at }) => words.key(dimension, one.keys[at] ?? null, names, grain)),
        ...columns.map((column, at) => {
          const text = ({ values, hidden }: (typeof rows)[number]): string =>
            words.hidden(hidden?.[at], answer) ?? words.value(column, values[at] ?? null, currency);
          const now = text(one);
          return compared ? t('analysis.withBefore', { now, before: then ? text(then) : t('analysis.noValue') }) : now;
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
    ...sources.flatMap((source, at) => paragraphs(`${name}/source/${at}`, sourceText(source))),
  ];
}
