import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PatientChart } from '../../../shared/bridge/records.ts';
import { ADULT_YEARS, VITAL_SIGNS } from '../../../shared/records/observation/vital-signs.ts';
import { otherVitalUnits } from '../../../shared/records/observation/vital-units.ts';
import { useFormat } from '../../locales/manner.tsx';
import { readableDecimals } from '../values/decimals.ts';
import { unitWords } from './units.ts';
import classes from './VitalFields.module.css';
import {
  indexOf,
  isImpossible,
  lastOf,
  measuredOf,
  pressureHint,
  unitOf,
  VITAL_NAMES,
  type VitalName,
  type VitalsForm,
} from './vitals-form.ts';

interface VitalFieldsProps {
  readonly form: VitalsForm;
  readonly onChange: (form: VitalsForm) => void;
  /** What is wrong with a field, in words. */
  readonly say: (name: VitalName) => string | undefined;
  /** What was measured before stands under its field. */
  readonly chart: Pick<PatientChart, 'observations' | 'age'>;
  /** The first field has the focus. */
  readonly autoFocus?: boolean;
}

/** Fields of all vital signs. Under each stands the last value with its age, and what is odd about what was typed. */
export function VitalFields({ form, onChange, say, chart, autoFocus }: VitalFieldsProps) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const pressure = pressureHint(form);
  const hintOf = (name: VitalName): string | undefined => {
    if (name === 'systolic') return pressure && t(`visit.${pressure}`);
    if (name === 'diastolic' || form[name].trim() === '') return undefined;
    if (isImpossible(name, form[name])) return t('vitals.impossible');
    const typed = measuredOf(name, form[name]);
    // what was typed in another unit, in the one that charts show
    return typed && typed.ucum !== VITAL_SIGNS[name].ucum
      ? t('vitals.usual', { typed: `${typed.text} ${typed.unit}`, usual: number(typed.usual, 1), unit: unitOf(name) })
      : undefined;
  };
  const grown = chart.age !== undefined && chart.age.years >= ADULT_YEARS;
  const height = grown ? lastOf(chart.observations, 'height')?.value : undefined;
  const index = indexOf(form, height);
  return (
    <>
      <div className={classes.fields}>
        {VITAL_NAMES.map((name) => {
          const hint = say(name) ? undefined : hintOf(name);
          return (
            <TextInput
              key={name}
              label={name === 'systolic' || name === 'diastolic' ? t(`visit.${name}`) : t(`vitals.${name}`)}
              description={
                hint ? (
                  <span role="status" className={classes.hint}>
                    {hint}
                  </span>
                ) : (
                  <Last name={name} chart={chart} />
                )
              }
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              value={form[name]}
              error={say(name)}
              maxLength={14}
              autoComplete="off"
              autoFocus={autoFocus === true && name === 'systolic'}
              inputMode="decimal"
              rightSection={ownUnit(name, form[name]) ? '' : unitWords(unitOf(name))}
              title={unitsOf(name, t('vitals.units'))}
              rightSectionWidth="3.75rem"
              onChange={(event) => onChange({ ...form, [name]: event.currentTarget.value })}
            />
          );
        })}
      </div>
      <p className={classes.index} role="status">
        {index === undefined ? (
          ''
        ) : (
          <>
            {t('vitals.index')} {number(Number(index), 1)} <span>{unitWords('kg/m2')}</span>
            {form.height.trim() === '' && height !== undefined ? (
              <span> {t('vitals.indexWith', { height: number(height, 1) })}</span>
            ) : null}
          </>
        )}
      </p>
    </>
  );
}

/** Whether a field says its unit itself. */
function ownUnit(name: VitalName, text: string): boolean {
  return name !== 'systolic' && name !== 'diastolic' && /[^\d.,。､\s]/.test(text.normalize('NFKC'));
}

/** The units that a field takes, where there are several. */
function unitsOf(name: VitalName, words: string): string | undefined {
  const others = name === 'systolic' || name === 'diastolic' ? [] : otherVitalUnits(name);
  return others.length === 0 ? undefined : `${words} ${[unitWords(unitOf(name)), ...others].join(', ')}`;
}

/** The last value, with its age; what was measured today says so. */
function Last({ name, chart }: { name: VitalName; chart: Pick<PatientChart, 'observations'> }) {
  const { t } = useTranslation();
  const { ago, today, hours } = useFormat();
  const last = lastOf(chart.observations, name);
  if (!last) return <span>{t('vitals.never')}</span>;
  const now = last.date.slice(0, 10) === today();
  const value = readableDecimals(last.text);
  return (
    <span className={classes.last} data-today={now || undefined}>
      {now && last.date.length > 10
        ? t('vitals.today', { value, time: hours(last.date) })
        : t('vitals.last', { value, ago: ago(last.date) })}
    </span>
  );
}
