/** A patient on paper: problems, medication, what was measured last. Allergies stand in the head of every document. */
import type { PrintContent } from '../../../shared/bridge/prints.ts';
import type { ObservationSeries } from '../../../shared/bridge/records.ts';
import type { Block } from '../../ui/paper/Pages.tsx';
import { groupSeries, type SeriesGroup } from '../observation/series.ts';
import { unitWords } from '../observation/units.ts';
import { readableDecimals } from '../values/decimals.ts';
import { heading, type Layout, line, nothing, row, rowHead } from './Parts.tsx';
import type { PrintWords } from './words.ts';

const LAYOUT: Layout = { template: '1.5fr 1fr 1fr 24mm' };
type Point = ObservationSeries['points'][number];

/** The blocks of a patient's summary. What nobody recorded, and what the reader does not see, is said. */
export function summaryBlocks(content: PrintContent, words: PrintWords): Block[] {
  const { t } = words;
  const { problems, medications, closed } = content;
  const part = (key: string, title: string, group: (typeof closed)[number], blocks: readonly Block[], none: string) => [
    heading(key, title),
    ...(closed.includes(group)
      ? [nothing(`${key}/closed`, t('print.closed'))]
      : blocks.length > 0
        ? blocks
        : [nothing(`${key}/none`, none)]),
  ];
  return [
    ...part(
      'problems',
      t('chart.problems'),
      'clinical',
      problems.map((item) => line(item, words)),
      t('chart.noProblems'),
    ),
    ...part(
      'medications',
      t('chart.medications'),
      'medication',
      medications.map((item) => line(item, words)),
      t('chart.noMedications'),
    ),
    ...part('measured', t('chart.vitals'), 'results', measuredRows(content, words), t('print.noneMeasured')),
  ];
}

function measuredRows({ observations }: PrintContent, words: PrintWords): Block[] {
  const { t, day } = words;
  const groups = groupSeries(t, observations).filter(({ lines }) => lines.some(({ points }) => points.length > 0));
  if (groups.length === 0) return [];
  const head = [t('print.what'), t('common.value'), t('print.range'), t('common.date')];
  return [
    rowHead('measured/head', LAYOUT, head),
    ...groups.map((group) =>
      row(group.key, LAYOUT, head, [group.name, measuredOf(group, words), rangeOf(group, words), day(group.last)]),
    ),
  ];
}

/** `128/82 mmHg`: the last value of each line, those of one moment only. */
function measuredOf({ lines, last }: SeriesGroup, { t }: PrintWords): string {
  const points = lines.map(({ points }) => points.at(-1)).filter((point) => point?.date === last);
  const value = points.map((point) => readableDecimals(point?.text ?? '')).join('/');
  const flags = [...new Set(points.flatMap((point) => (point?.flag ? [t(`flag.${point.flag}`)] : [])))];
  const unit = unitWords(points[0]?.unit ?? lines[0]?.unit);
  return [value, unit, flags.length > 0 ? `(${flags.join(t('common.dot'))})` : ''].filter(Boolean).join(' ');
}

function rangeOf({ lines, last }: SeriesGroup, words: PrintWords): string {
  const ranges = lines
    .map(({ points }) => points.at(-1))
    .flatMap((point) => (point?.date === last ? rangeWords(point, words) : []));
  return ranges.join(' / ');
}

function rangeWords({ low, high }: Point, { t }: PrintWords): string[] {
  if (low !== undefined && high !== undefined) return [`${low}–${high}`];
  if (high !== undefined) return [t('print.upTo', { high })];
  return low === undefined ? [] : [t('print.from', { low })];
}
