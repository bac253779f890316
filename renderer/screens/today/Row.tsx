import { Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DayItem } from '../../../shared/bridge/appointments.ts';
import { useMay } from '../../bridge/index.ts';
import { useFormat } from '../../locales/manner.tsx';
import type { Move } from '../../records/appointment/useMoves.ts';
import { ConflictBadge } from '../../ui/Marks.tsx';
import { MenuItem } from '../../ui/MenuItem.tsx';
import { useNavigation } from '../navigation.ts';
import classes from './Today.module.css';

interface RowProps {
  readonly item: DayItem;
  readonly now: Date;
  readonly onMove: (item: DayItem, to: Move, then?: () => void) => void;
  /** Shows the label of whom it is about. */
  readonly onLabel: (patient: string) => void;
}

/** Where somebody may go from where they stand, besides the one step that comes next. */
const OTHERS: Readonly<Record<DayItem['status'], readonly Move[]>> = {
  booked: ['noshow', 'cancelled'],
  arrived: ['noshow', 'cancelled'],
  'checked-in': ['arrived', 'cancelled'],
  noshow: ['arrived'],
  cancelled: ['arrived'],
  fulfilled: [],
};

/** Who is in the house. */
const HERE: ReadonlySet<DayItem['status']> = new Set(['arrived', 'checked-in']);

/** One person of the day: who, what for, since when, and what comes next. */
export function Row({ item, now, onMove, onLabel }: RowProps) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const { age } = useFormat();
  const may = useMay();
  const { patient, status } = item;
  const others = may.write('Appointment') ? OTHERS[status] : [];
  // whoever writes visits measures in them; for others it is the next step
  const labels = may.do('print');
  const measures = HERE.has(status) && may.write('Observation') && may.write('Encounter');
  return (
    <li className={classes.row}>
      <div className={classes.who}>
        <button type="button" className={classes.name} onClick={() => go({ name: 'patient', id: patient.id })}>
          {patient.name}
        </button>
        <span className={classes.facts}>
          {patient.gender === 'male' || patient.gender === 'female' || patient.gender === 'other'
            ? t(`gender.${patient.gender}`)
            : t('gender.unknown')}
        </span>
        <span className={classes.facts}>{age(patient.birthDate)}</span>
        <ConflictBadge count={item.conflicts + patient.conflicts} />
      </div>
      <p className={classes.what}>
        {[item.reason, item.practitioner].filter((part) => part !== undefined).join(t('common.dot'))}
      </p>
      <When item={item} now={now} />
      <div className={classes.steps}>
        <Next item={item} onMove={onMove} />
        {others.length > 0 || measures || labels ? (
          <Menu position="bottom-end" withinPortal>
            <Menu.Target>
              <Button
                variant="subtle"
                color="gray"
                size="compact-sm"
                aria-label={t('today.otherFor', { name: patient.name })}
              >
                <IconDots size="1rem" stroke={1.8} aria-hidden />
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {measures ? (
                <MenuItem onClick={() => go({ name: 'vitals', id: patient.id })}>{t('today.measure')}</MenuItem>
              ) : null}
              {labels ? <MenuItem onClick={() => onLabel(patient.id)}>{t('print.action.label')}</MenuItem> : null}
              {others.map((to) => (
                <MenuItem key={to} onClick={() => onMove(item, to)}>
                  {t(`today.move.${to}`)}
                </MenuItem>
              ))}
            </Menu.Dropdown>
          </Menu>
        ) : null}
      </div>
    </li>
  );
}

/** The step that comes next, where the role may take it. */
function Next({ item, onMove }: Pick<RowProps, 'item' | 'onMove'>) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const may = useMay();
  const { status, patient } = item;
  const visit = () => go({ name: 'visit', id: patient.id });
  if (status === 'booked' && may.write('Appointment'))
    return <Step label={t('today.arrived')} about={patient.name} onClick={() => onMove(item, 'arrived')} />;
  if (status === 'arrived' && may.write('Encounter'))
    return (
      <Step
        label={t('today.see')}
        about={patient.name}
        onClick={() => (may.write('Appointment') ? onMove(item, 'checked-in', visit) : visit())}
      />
    );
  if (status === 'checked-in' && may.write('Encounter'))
    return <Step label={t('today.goOn')} about={patient.name} onClick={visit} />;
  if (HERE.has(status) && may.write('Observation'))
    return (
      <Step label={t('today.measure')} about={patient.name} onClick={() => go({ name: 'vitals', id: patient.id })} />
    );
  return null;
}

function Step({ label, about, onClick }: { label: string; about: string; onClick: () => void }) {
  return (
    <Button variant="default" size="compact-sm" aria-label={`${label}: ${about}`} onClick={onClick}>
      {label}
    </Button>
  );
}

const MINUTE_MS = 60_000;

/** When it was to begin, or since when they stand where they stand. */
function When({ item, now }: Pick<RowProps, 'item' | 'now'>) {
  const { t } = useTranslation();
  const { clock } = useFormat();
  if (item.status === 'booked') return <span className={classes.when}>{clock(item.start, now)}</span>;
  const minutes = Math.max(0, Math.floor((now.getTime() - Date.parse(item.since)) / MINUTE_MS));
  const lasts = item.status === 'arrived' || item.status === 'checked-in';
  return (
    <span className={classes.when}>
      {clock(item.since, now)}
      {lasts ? <span className={classes.lasts}>{t('today.minutes', { count: minutes })}</span> : null}
    </span>
  );
}
