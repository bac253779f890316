/** Parts that several documents have: the letterhead, who it is about, what must not be overlooked, the foot. */
import type { ReactNode } from 'react';
import type { PrintContent } from '../../../shared/bridge/prints.ts';
import type { ChartItem } from '../../../shared/bridge/records.ts';
import type { Block } from '../../ui/paper/Pages.tsx';
import { readableDecimals } from '../values/decimals.ts';
import { statusWord } from '../values/fields.ts';
import classes from './Print.module.css';
import type { PrintWords } from './words.ts';

interface HeadProps {
  readonly content: PrintContent;
  readonly words: PrintWords;
  readonly title: string;
}

/** What the heads and feet of all prints have. */
export type Headed = Pick<PrintContent, 'letterhead' | 'at' | 'by'>;
/** The words that heads and feet need. */
type HeadWords = Pick<PrintWords, 't' | 'time' | 'locale'>;

/** The clinic's names, the language of the print first. */
export function namesOf({ letterhead: { nameZh, nameEn } }: Headed, { locale }: HeadWords): string[] {
  return (locale === 'en' ? [nameEn, nameZh] : [nameZh, nameEn]).filter((name) => name !== '');
}

/** The clinic's letterhead, and the title below it. */
export function ClinicHead({ content, words, title }: { content: Headed; words: HeadWords; title: string }) {
  const { t } = words;
  const { address, phone, licence, logo } = content.letterhead;
  const [name, other] = namesOf(content, words);
  const colon = t('facts.colon');
  return (
    <>
      <header className={classes.letterhead}>
        {logo === '' ? null : <img className={classes.logo} src={`data:image/png;base64,${logo}`} alt="" />}
        <div className={classes.clinic}>
          <p className={classes.clinicName}>{name}</p>
          {other === undefined ? null : <p>{other}</p>}
        </div>
        <div className={classes.where}>
          {address
            .split('\n')
            .filter((line) => line.trim() !== '')
            .map((line) => (
              <p key={line}>{line}</p>
            ))}
          {phone === '' ? null : <p>{`${t('letterhead.phone')}${colon}${phone}`}</p>}
          {licence === '' ? null : <p>{`${t('letterhead.licence')}${colon}${licence}`}</p>}
        </div>
      </header>
      <h2 className={classes.title}>{title}</h2>
    </>
  );
}

/** Above the first page: letterhead, title, patient, allergies. */
export function FirstHead({ content, words, title }: HeadProps) {
  return (
    <>
      <ClinicHead content={content} words={words} title={title} />
      <dl className={classes.patient}>
        {patientFacts(content, words).map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={classes.allergies} data-asked={content.allergiesAsked}>
        {allergyWords(content, words)}
      </p>
    </>
  );
}

/** Above each page after it: enough to know what it belongs to when sheets are mixed up. */
export function RestHead({ content, words, title }: HeadProps) {
  const { hit } = content;
  const [name] = namesOf(content, words);
  const born = hit.birthDate ? words.t('chart.born', { date: words.day(hit.birthDate) }) : undefined;
  return (
    <header className={classes.rest}>
      <span>{[name, title].filter(Boolean).join(' · ')}</span>
      <span>{[hit.name || words.t('common.notRecorded'), born, hit.identifier].filter(Boolean).join(' · ')}</span>
    </header>
  );
}

interface FootProps {
  readonly content: Headed;
  readonly words: HeadWords;
  readonly page: number;
  readonly pages: number;
}

export function Foot({ content, words, page, pages }: FootProps) {
  const { footer } = content.letterhead;
  return (
    <footer className={classes.foot}>
      {footer === '' ? null : <p className={classes.footer}>{footer}</p>}
      <p>
        <span>{words.t('print.printed', { time: words.time(content.at), name: content.by })}</span>
        <span>{words.t('print.page', { page, pages })}</span>
      </p>
    </footer>
  );
}

export function sexWord({ hit }: Pick<PrintContent, 'hit'>, { t }: PrintWords): string {
  const { gender } = hit;
  return gender === 'male' || gender === 'female' || gender === 'other' ? t(`gender.${gender}`) : t('gender.unknown');
}

function patientFacts(content: PrintContent, words: PrintWords): [string, string][] {
  const { hit, deceased } = content;
  const { t, day } = words;
  const missing = t('common.notRecorded');
  const latin = hit.latin && hit.latin !== hit.name ? ` ${hit.latin}` : '';
  return [
    [t('patient.name'), hit.name === '' ? missing : `${hit.name}${latin}`],
    [t('patient.gender'), sexWord(content, words)],
    [t('print.age'), [words.age(content), deceased ? t('age.deceased') : ''].filter(Boolean).join(' ') || missing],
    [t('patient.birthDate'), hit.birthDate ? day(hit.birthDate) : missing],
    [t('patient.chartNumber'), hit.identifier ?? missing],
  ];
}

/** None known, unknown, not asked and not shown are four different things; what is over, or waits for a decision, says so. */
function allergyWords({ allergies, allergiesAsked }: PrintContent, words: PrintWords): string {
  const { t } = words;
  if (allergiesAsked !== 'listed') return t(`chart.allergy.${allergiesAsked}`);
  const listed = allergies.map((one) => {
    const also = [one.detail ?? '', stateOf(one, words)].filter((part) => part !== '');
    return also.length > 0 ? `${one.text} (${also.join(t('common.dot'))})` : one.text;
  });
  return `${t('chart.allergies')}${t('facts.colon')}${listed.join(t('print.semicolon'))}`;
}

/** States that go without saying on paper. */
const SETTLED: ReadonlySet<string> = new Set(['active', 'finished', 'completed', 'final', 'current']);

/** What of a line is not as usual: its status, and whether two values of it wait for a decision. */
function stateOf({ status, conflicts }: ChartItem, { t }: PrintWords): string {
  const word = status && !SETTLED.has(status) ? statusWord(t, status) : '';
  return [word, conflicts > 0 ? t('print.conflict') : ''].filter(Boolean).join(t('common.dot'));
}

/** A heading that stays with what follows. */
export function heading(key: string, title: string): Block {
  return { key, keep: true, node: <h3 className={classes.heading}>{title}</h3> };
}

/** What stands where nothing is listed. */
export function nothing(key: string, text: string): Block {
  return { key, node: <p className={classes.quiet}>{text}</p> };
}

/** One line of a list: what, more about it, since when. */
export function line(item: ChartItem, words: PrintWords, detail = readableDecimals(item.detail ?? '')): Block {
  const state = stateOf(item, words);
  return {
    key: [item.type, item.id, item.text, detail, item.date].join('/'),
    node: (
      <div className={classes.line}>
        <span>
          <b>{item.text}</b>
          {item.code && item.type === 'Condition' ? ` ${codeOf(item.code)}` : ''}
          {detail === '' ? '' : ` ${detail}`}
          {state === '' ? '' : ` (${state})`}
        </span>
        <span>{item.date ? words.day(item.date) : ''}</span>
      </div>
    ),
  };
}

/** `I10` for `http://hl7.org/fhir/sid/icd-10|I10`. */
function codeOf(code: string): string {
  return code.slice(code.lastIndexOf('|') + 1);
}

/** How a table stands on its sheet. */
export interface Layout {
  /** Its columns, as CSS has them. */
  readonly template: string;
  /** From which column on there are numbers: they end at one line. */
  readonly numbersFrom?: number;
  /** In smaller letters, where there are many columns. */
  readonly isSmall?: boolean;
}

/** A row of a table, with its head above it on every page. */
export function row(key: string, layout: Layout, head: readonly string[], cells: readonly ReactNode[]): Block {
  return {
    key,
    head: <Row layout={layout} cells={head} isHead />,
    node: <Row layout={layout} cells={cells} />,
  };
}

/** The head of a table, above its first row. */
export function rowHead(key: string, layout: Layout, cells: readonly string[]): Block {
  return { key, keep: true, node: <Row layout={layout} cells={cells} isHead /> };
}

function Row({ layout, cells, isHead }: { layout: Layout; cells: readonly ReactNode[]; isHead?: boolean }) {
  const { template, numbersFrom = cells.length, isSmall } = layout;
  return (
    <div className={classes.row} data-head={isHead} data-small={isSmall} style={{ gridTemplateColumns: template }}>
      {cells.map((cell, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: columns are where they are
        <div key={column} data-number={column >= numbersFrom || undefined}>
          {cell}
        </div>
      ))}
    </div>
  );
}

/** More than this at once might not fit on a page of A5. */
const MOST_TOGETHER = 350;

/** A text in paragraphs; long ones are divided where a sentence ends, or a part of it, so that they can go on on the next page. */
export function paragraphs(key: string, text: string): Block[] {
  return text
    .split(/\r?\n/)
    .flatMap((one) => piecesOf(one.trimEnd()))
    .map((piece, place) => ({
      key: `${key}/${place}`,
      node: <p className={classes.paragraph}>{piece === '' ? '\u00a0' : piece}</p>,
    }));
}

function piecesOf(paragraph: string): string[] {
  if (paragraph.length <= MOST_TOGETHER) return [paragraph];
  const pieces: string[] = [];
  let piece = '';
  for (const sentence of paragraph.match(/[^。！？.!?]*[。！？.!?]*\s*/gu) ?? [])
    for (let rest = sentence; rest !== ''; ) {
      const part = beginningOf(rest);
      rest = rest.slice(part.length);
      if (piece !== '' && piece.length + part.length > MOST_TOGETHER) {
        pieces.push(piece);
        piece = '';
      }
      piece += part;
    }
  return piece === '' ? pieces : [...pieces, piece];
}

/** As much of a sentence as stays together: up to a comma or a gap where it is too long, never a part of a word. */
function beginningOf(text: string): string {
  if (text.length <= MOST_TOGETHER) return text;
  return /^.*(?:[，、；：,;:)]\s*|\s)/su.exec(text.slice(0, MOST_TOGETHER))?.[0] ?? text.slice(0, MOST_TOGETHER);
}

/** Where somebody signs by hand. */
export function signature(key: string, who: string, name: string | undefined, day: string): Block {
  return {
    key,
    node: (
      <div className={classes.signature}>
        <span>{who}</span>
        <span className={classes.signHere} />
        <span>{[name, day].filter(Boolean).join(' · ')}</span>
      </div>
    ),
  };
}
