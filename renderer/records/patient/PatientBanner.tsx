import { IconAlertTriangle, IconCheck, IconHelpCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientChart } from '../../../shared/bridge/records.ts';
import { useFormat } from '../../locales/manner.tsx';
import { Badge, ConflictBadge } from '../../ui/Marks.tsx';
import { partsOf } from './mapping.ts';
import classes from './PatientBanner.module.css';

interface BannerProps {
  readonly chart: PatientChart;
  readonly actions?: ReactNode;
  /** To what waits in the inbox about this patient. */
  readonly onConflicts: () => void;
}

/** Who this is, and what must never be overlooked; stays at the top of every page about a patient. */
export function PatientBanner({ chart, actions, onConflicts }: BannerProps) {
  const { t } = useTranslation();
  const { day } = useFormat();
  const { hit } = chart;
  const gender =
    hit.gender === 'male' || hit.gender === 'female' || hit.gender === 'other'
      ? t(`gender.${hit.gender}`)
      : t('gender.unknown');
  const numbers = shownNumbers(partsOf(chart.patient.resource).identifier ?? []);
  return (
    <section className={classes.banner} aria-label={t('chart.banner')}>
      <div className={classes.who}>
        <div className={classes.line}>
          <h1 className={classes.name}>{hit.name}</h1>
          {hit.latin && hit.latin !== hit.name ? <span className={classes.latin}>{hit.latin}</span> : null}
          {chart.conflicts > 0 ? (
            <button type="button" className={classes.conflicts} onClick={onConflicts}>
              <ConflictBadge count={chart.conflicts} />
            </button>
          ) : null}
          {chart.deceased ? <Badge>{t('age.deceased')}</Badge> : null}
        </div>
        <div className={`${classes.facts} tabular`}>
          <span>{gender}</span>
          <AgeOf chart={chart} />
          {hit.birthDate ? <span>{t('chart.born', { date: day(hit.birthDate) })}</span> : null}
          {hit.phone ? <span>{hit.phone}</span> : null}
          {numbers.map((number) => (
            <span key={number} className={classes.number} title={number}>
              {number}
            </span>
          ))}
        </div>
      </div>
      <Allergies chart={chart} />
      {actions ? <div className={classes.actions}>{actions}</div> : null}
    </section>
  );
}

const UUID = /^(urn:uuid:)?[0-9a-f]{8}-[0-9a-f]{4}-/i;

/** At most two numbers that people use; a computer's own only where there is no other. */
function shownNumbers(identifiers: readonly { readonly value?: string }[]): string[] {
  const values = [...new Set(identifiers.flatMap((each) => (each.value ? [each.value] : [])))];
  const human = values.filter((value) => !UUID.test(value));
  return human.length > 0 ? human.slice(0, 2) : values.slice(0, 1);
}

function AgeOf({ chart }: { chart: PatientChart }) {
  const { age } = useFormat();
  if (chart.deceased) return null;
  const words = age(chart.hit.birthDate);
  return words ? <span>{words}</span> : null;
}

/** Never silent: none known, unknown, not asked and a list are four different things. */
function Allergies({ chart }: { chart: PatientChart }) {
  const { t } = useTranslation();
  const asked = chart.allergiesAsked;
  if (asked !== 'listed') {
    const Icon = asked === 'none-known' ? IconCheck : IconHelpCircle;
    return (
      <div className={classes.allergies} data-asked={asked}>
        <Icon size="1.125rem" stroke={1.8} aria-hidden />
        <span>{t(`chart.allergy.${asked}`)}</span>
      </div>
    );
  }
  const shown = chart.allergies.slice(0, 4);
  const more = chart.allergies.length - shown.length;
  // in conflict every value is listed, for every one may be right
  const open = Math.max(0, ...chart.allergies.map(({ conflicts }) => conflicts));
  return (
    <div className={classes.allergies} data-asked="listed">
      <IconAlertTriangle size="1.125rem" stroke={1.8} aria-hidden />
      <span>
        <strong>{t('chart.allergies')}</strong> {shown.map((allergy) => allergy.text).join(t('common.dot'))}
        {more > 0 ? `${t('common.dot')}${t('chart.more', { count: more })}` : ''}
        {open > 0 ? <ConflictBadge count={open} /> : null}
      </span>
    </div>
  );
}
