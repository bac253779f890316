import { ActionIcon, Button, Menu, TextInput } from '@mantine/core';
import { IconCalendar, IconCalendarPlus, IconChevronLeft, IconChevronRight, IconDots } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayItem } from '../../../shared/bridge/appointments.ts';
import { useAsk, useMay } from '../../bridge/index.ts';
import type { Command } from '../../commands/contract.ts';
import { useCommands } from '../../commands/shown.tsx';
import { useFormat } from '../../locales/manner.tsx';
import { daysAfter } from '../../records/appointment/plan.ts';
import { useMoves } from '../../records/appointment/useMoves.ts';
import { Loading } from '../../ui/Loading.tsx';
import { Badge, ConflictBadge } from '../../ui/Marks.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Empty } from '../../ui/Section.tsx';
import type { Screen } from '../contract.ts';
import { useKept, useNavigation } from '../navigation.ts';
import { Page } from '../Page.tsx';
import { Staff } from '../Staff.tsx';
import classes from './Appointments.module.css';
import { Book } from './Book.tsx';
import { Shift } from './Shift.tsx';

/** Appointments of a day, of everybody or of one who sees patients. */
function AppointmentsScreen() {
  const { t } = useTranslation();
  const { today } = useFormat();
  const may = useMay();
  const [day, setDay] = useKept('day', today());
  const [user, setUser] = useKept('user', '');
  const [booking, setBooking] = useState(false);
  const [shifting, setShifting] = useState<DayItem>();
  const asked = useAsk('appointment.day', { day }, { keepPrevious: true });
  const { move, failure } = useMoves();
  const mayBook = may.write('Appointment');
  const book: Command = {
    id: 'here.book',
    name: 'appointments.book',
    icon: IconCalendarPlus,
    group: 'here',
    keys: ['N'],
    run: () => setBooking(true),
  };
  const toDay = (name: 'before' | 'after', keys: string, step: number): Command => ({
    id: `here.${name}`,
    name: `appointments.${name}`,
    icon: name === 'before' ? IconChevronLeft : IconChevronRight,
    group: 'here',
    keys: [keys],
    run: () => setDay(daysAfter(day, step)),
  });
  useCommands([...(mayBook ? [book] : []), toDay('before', 'ArrowLeft', -1), toDay('after', 'ArrowRight', 1)]);
  const all = asked.data?.items ?? [];
  const items = all.filter((item) => user === '' || item.user === user);
  const bookButton = mayBook ? (
    <Button leftSection={<IconCalendarPlus size="1.125rem" stroke={1.8} />} title="N" onClick={() => setBooking(true)}>
      {t('appointments.book')}
    </Button>
  ) : null;
  return (
    <Page title={t('appointments.title')} actions={bookButton}>
      <div className={classes.bar}>
        <DayChooser day={day} onDay={setDay} />
        <Staff label={t('appointments.with')} nobody={t('appointments.everybody')} value={user} onChange={setUser} />
      </div>
      <FailureNotice failure={asked.error?.failure ?? failure} />
      {!asked.data && !asked.error ? <Loading /> : null}
      {asked.data && items.length === 0 ? (
        <Empty title={t('appointments.emptyTitle')} icon={<IconCalendar size="2rem" stroke={1.4} aria-hidden />}>
          {t('appointments.emptyBody')}
        </Empty>
      ) : null}
      {items.length > 0 ? (
        <ul className={classes.list} aria-label={t('appointments.title')}>
          {items.map((item) => (
            <Line
              key={item.id}
              item={item}
              mayChange={mayBook}
              onShift={() => setShifting(item)}
              onCancel={() => move(item, 'cancelled')}
              onAgain={() => move(item, 'booked')}
            />
          ))}
        </ul>
      ) : null}
      <Book opened={booking} day={day} user={user} onClose={() => setBooking(false)} onBooked={setDay} />
      {shifting ? <Shift item={shifting} onClose={() => setShifting(undefined)} /> : null}
    </Page>
  );
}

function DayChooser({ day, onDay }: { day: string; onDay: (day: string) => void }) {
  const { t } = useTranslation();
  const { today, weekday } = useFormat();
  return (
    <div className={classes.chooser}>
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={t('appointments.before')}
        title="←"
        onClick={() => onDay(daysAfter(day, -1))}
      >
        <IconChevronLeft size="1.125rem" stroke={1.8} />
      </ActionIcon>
      <TextInput
        type="date"
        aria-label={t('appointments.day')}
        value={day}
        onChange={(event) => event.currentTarget.value !== '' && onDay(event.currentTarget.value)}
      />
      <ActionIcon
        variant="default"
        size="lg"
        aria-label={t('appointments.after')}
        title="→"
        onClick={() => onDay(daysAfter(day, 1))}
      >
        <IconChevronRight size="1.125rem" stroke={1.8} />
      </ActionIcon>
      <span className={classes.weekday}>{weekday(day)}</span>
      {day === today() ? null : (
        <Button variant="subtle" onClick={() => onDay(today())}>
          {t('today.title')}
        </Button>
      )}
    </div>
  );
}

interface LineProps {
  readonly item: DayItem;
  readonly mayChange: boolean;
  readonly onShift: () => void;
  readonly onCancel: () => void;
  readonly onAgain: () => void;
}

function Line({ item, mayChange, onShift, onCancel, onAgain }: LineProps) {
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
                <Menu.Item onClick={onShift}>{t('appointments.shift')}</Menu.Item>
                <Menu.Item onClick={onCancel}>{t('today.move.cancelled')}</Menu.Item>
              </>
            ) : (
              <Menu.Item onClick={onAgain}>{t('today.move.booked')}</Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      ) : (
        <span />
      )}
    </li>
  );
}

export const appointments: Screen<'appointments'> = { rail: 'appointments', view: AppointmentsScreen };
