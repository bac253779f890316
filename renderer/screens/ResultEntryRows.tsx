import { Autocomplete, Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Judged } from '../../shared/bridge/results.ts';
import { type EntryRow, inWords, unitLabel, unitsOf } from '../records/result/entry-form.ts';
import { Flag } from '../ui/Marks.tsx';
import classes from './ResultEntry.module.css';

interface EntryRowsProps {
  readonly rows: readonly EntryRow[];
  readonly judged: readonly (Judged | undefined)[];
  readonly onRow: (at: number, row: EntryRow) => void;
}

/** A line for each test: value, unit, and what the laboratory's range says of it while it is typed. */
export function EntryRows({ rows, judged, onRow }: EntryRowsProps) {
  const { t } = useTranslation();
  return (
    <table className={classes.entry}>
      <thead>
        <tr>
          <th>{t('results.test')}</th>
          <th>{t('results.value')}</th>
          <th>{t('results.unit')}</th>
          <th>{t('results.range')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr key={row.test.code ? `${row.test.code.system}|${row.test.code.code}` : row.test.text}>
            <th scope="row">{row.test.text}</th>
            <td>
              <TextInput
                aria-label={t('results.valueOf', { what: row.test.text })}
                value={row.value}
                maxLength={1000}
                autoComplete="off"
                onChange={(event) => onRow(at, { ...row, value: event.currentTarget.value })}
              />
            </td>
            <td>
              <Unit row={row} judged={judged[at]} onUnit={(unit) => onRow(at, { ...row, unit })} />
            </td>
            <td>
              <Verdict row={row} judged={judged[at]} onAbnormal={(abnormal) => onRow(at, { ...row, abnormal })} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** One unit needs no choice; several are chosen from, and a test of no list takes any. */
function Unit({ row, judged, onUnit }: { row: EntryRow; judged: Judged | undefined; onUnit: (unit: string) => void }) {
  const { t } = useTranslation();
  // the judgement comes a moment later, and takes no choice away that stands there
  const units = [...new Set([...unitsOf(row.test, undefined), ...unitsOf(row.test, judged)])];
  const label = t('results.unitOf', { what: row.test.text });
  const [only] = units;
  if (units.length === 0 && row.test.code?.system === 'http://loinc.org' && row.unit === '') return null;
  if (units.length === 1 && only === row.unit) return <span>{only === '1' ? '' : unitLabel(only)}</span>;
  if (units.length > 0) {
    const all = units.includes(row.unit) ? units : [row.unit, ...units];
    return (
      <NativeSelect
        aria-label={label}
        value={row.unit}
        data={all.map((unit) => ({ value: unit, label: unitLabel(unit) }))}
        onChange={(event) => onUnit(event.currentTarget.value)}
      />
    );
  }
  return <Autocomplete aria-label={label} value={row.unit} data={COMMON} maxLength={40} onChange={onUnit} />;
}

/** Offered where the test is of no list. */
const COMMON = ['g/L', 'mmol/L', 'μmol/L', 'U/L', 'mg/L', 'ng/mL', '%', '×10⁹/L'];

interface VerdictProps {
  readonly row: EntryRow;
  readonly judged: Judged | undefined;
  readonly onAbnormal: (abnormal: boolean) => void;
}

function Verdict({ row, judged, onAbnormal }: VerdictProps) {
  const { t } = useTranslation();
  const words = inWords(row) ? (
    <Checkbox
      label={t('results.standsOut')}
      aria-label={t('results.standsOutOf', { what: row.test.text })}
      checked={row.abnormal}
      onChange={(event) => onAbnormal(event.currentTarget.checked)}
    />
  ) : null;
  return (
    <span className={classes.verdict} role="status">
      {words}
      {judged?.also ? (
        <span className="tabular">
          {t('results.also', { value: judged.also.value, unit: unitLabel(judged.also.unit) })}
        </span>
      ) : null}
      {judged && (judged.low !== undefined || judged.high !== undefined) ? (
        <span className="tabular">{rangeWords(judged)}</span>
      ) : null}
      {judged?.flag && judged.flag !== 'normal' && !words ? <Flag flag={judged.flag} /> : null}
      {judged?.flag === 'normal' ? <span className={classes.quiet}>{t('results.inRange')}</span> : null}
      {judged?.problem ? (
        <span className={classes.problem}>
          {t(`results.judged.${judged.problem}`, { units: judged.units.map(unitLabel).join(t('common.dot')) })}
        </span>
      ) : null}
      {judged?.doubts.includes('impossible-value') ? (
        <span className={classes.problem}>{t('results.judged.impossible')}</span>
      ) : null}
    </span>
  );
}

function rangeWords({ low, high, rangeUnit }: Judged): string {
  const unit = rangeUnit === undefined ? '' : ` ${unitLabel(rangeUnit)}`;
  if (low !== undefined && high !== undefined) return `${low}–${high}${unit}`;
  return (low === undefined ? `≤ ${high}` : `≥ ${low}`) + unit;
}
