import { Button, Menu } from '@mantine/core';
import { IconCalendar, IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DayItem } from '../../../shared/bridge/appointments.ts';
import { useFormat } from '../../locales/manner.tsx';
import { Badge, ConflictBadge } from '../../ui/Marks.tsx';
import { MenuItem } from '../../ui/MenuItem.tsx';
import { Empty } from '../../ui/Section.tsx';
import { useNavigation } from '../navigation.ts';
import classes from './Appointments.module.css';
import type { Steps } from './Details.tsx';

interface DayListProps {
  readonly items: readonly DayItem[];
  readonly mayChange: boolean;
  readonly steps: Steps;
}

/** The appointments of a day one below the other, also those that were called off. */
export function DayList({ items, mayChange, steps }: DayListProps) {
  const { t } = useTranslation();
  if (items.length === 0)
    return (
      <Empty title={t('appointments.emptyTitle')} icon={<IconCalendar size="2rem" stroke={1.4} aria-hidden />}>
        {t('appointments.emptyBody')}
      </Empty>
    );
  return (
    <ul className={classes.list} aria-label={t('appointments.title')}>
      {items.map((item) => (
        <Line key={item.id} item={item} mayChange={mayChange} steps={steps} />
      ))}
    </ul>
  );
}

function Line({ item, mayChange, steps }: Omit<DayListProps, 'items'> & { item: DayItem }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const { hours } = useFormat();
  const { patient, status } = item;
  const open = status === 'booked';
  return (
    <li className={classes.line} data-over={status === 'cancelled' || status === 'noshow' || undefined}>
      <span className={classes.time}>
        {hours(item.start)}
        {item.end ? `–${hours(item.end)}` : ''}
      </span>
      <span className={classes.who}>
        <button type="button" className={classes.name} onClick={() => go({ name: 'patient', id: patient.id })}>
          {patient.name}
        </button>
        <ConflictBadge count={item.conflicts} />
      </span>
      <span className={classes.what}>{item.reason}</span>
      <span className={classes.what}>{item.practitioner}</span>
      <span>{open ? null : <Badge>{t(`appointments.status.${status}`)}</Badge>}</span>
      {mayChange && (open || status === 'cancelled') ? (
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
            {open ? (
              <>
                <MenuItem onClick={() => steps.shift(item)}>{t('appointments.shift')}</MenuItem>
                <MenuItem onClick={() => steps.move(item, 'cancelled')}>{t('today.move.cancelled')}</MenuItem>
              </>
            ) : (
              <MenuItem onClick={() => steps.move(item, 'booked')}>{t('today.move.booked')}</MenuItem>
            )}
          </Menu.Dropdown>
        </Menu>
      ) : (
        <span />
      )}
    </li>
  );
}
