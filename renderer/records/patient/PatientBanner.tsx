import { IconAlertTriangle, IconCheck, IconHelpCircle } from '@tabler/icons-react';
import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChartItem, PatientChart } from '../../../shared/bridge/records.ts';
import { useFormat } from '../../locales/manner.tsx';
import { Badge, ConflictBadge } from '../../ui/Marks.tsx';
import { keyOf } from '../ItemList.tsx';
import { statusWord } from '../values/fields.ts';
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

const OVER = new Set(['inactive', 'resolved', 'refuted']);
/** More do not fit beside the name. */
const SHOWN_ALLERGIES = 4;
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
  // in conflict every value is listed and marked, for every one may be right; the others follow as far as there is room
  const disputed = chart.allergies.filter(({ conflicts }) => conflicts > 0);
  const others = chart.allergies.filter(({ conflicts }) => conflicts === 0);
  const shown = [...disputed, ...others.slice(0, Math.max(0, SHOWN_ALLERGIES - disputed.length))];
  const more = chart.allergies.length - shown.length;
  // values in conflict may say the same of what it is, and differ in the rest
  const difference = ({ text, status = '', detail = '' }: ChartItem) => {
    const twice = chart.allergies.filter((other) => other.text === text).length > 1;
    // what is over is never shown as if it still held
    const said = [twice || OVER.has(status) ? status : '', twice ? detail : '']
      .filter((part) => part !== '')
      .map((part) => (part === status ? statusWord(t, status) : part));
    return said.length > 0 ? ` (${said.join(t('common.dot'))})` : '';
  };
  return (
    <div className={classes.allergies} data-asked="listed">
      <IconAlertTriangle size="1.125rem" stroke={1.8} aria-hidden />
      <span>
        <strong>{t('chart.allergies')}</strong>{' '}
        {shown.map((allergy, index) => (
          <Fragment key={keyOf(allergy)}>
            {index > 0 && shown[index - 1]?.conflicts === 0 ? t('common.dot') : ' '}
            {allergy.text}
            {difference(allergy)} <ConflictBadge count={allergy.conflicts} />
          </Fragment>
        ))}
        {more > 0 ? `${t('common.dot')}${t('chart.more', { count: more })}` : ''}
      </span>
    </div>
  );
}
