import { Button, SegmentedControl } from '@mantine/core';
import {
  IconCalendarPlus,
  IconCalendarWeek,
  IconChevronLeft,
  IconChevronRight,
  IconList,
  IconUsers,
} from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayItem } from '../../../shared/bridge/appointments.ts';
import type { PatientHit } from '../../../shared/bridge/records.ts';
import { useAsk, useMay } from '../../bridge/index.ts';
import type { Command } from '../../commands/contract.ts';
import { useCommands } from '../../commands/shown.tsx';
import { useFormat } from '../../locales/manner.tsx';
import { weekOf } from '../../records/appointment/grid.ts';
import { daysAfter } from '../../records/appointment/plan.ts';
import { useMoves } from '../../records/appointment/useMoves.ts';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import type { RouteOf, Screen } from '../contract.ts';
import { useKept } from '../navigation.ts';
import { Page } from '../Page.tsx';
import { Staff } from '../Staff.tsx';
import { useStaff } from '../useStaff.ts';
import classes from './Appointments.module.css';
import { Book } from './Book.tsx';
import { Calendar } from './Calendar.tsx';
import { dayColumns, staffColumns } from './columns.ts';
import { DayChooser } from './DayChooser.tsx';
import { DayList } from './DayList.tsx';
import { Details, type Steps } from './Details.tsx';
import { Shift } from './Shift.tsx';
import { useDrop } from './useDrop.ts';

/** How the appointments are laid out: a day as a list, a week by days, a day by whoever sees patients. */
const VIEWS = [
  { name: 'list', icon: IconList, key: 'D' },
  { name: 'week', icon: IconCalendarWeek, key: 'W' },
  { name: 'people', icon: IconUsers, key: 'P' },
] as const;
type View = (typeof VIEWS)[number]['name'];

/** What a new appointment begins with. */
interface Wanted {
  readonly day: string;
  readonly time: string;
  readonly user: string;
  readonly patient?: PatientHit | undefined;
}

/** Appointments of everybody or of one who sees patients. */
function AppointmentsScreen({ route }: { readonly route: RouteOf<'appointments'> }) {
  const { t } = useTranslation();
  const { today } = useFormat();
  const may = useMay();
  const staff = useStaff();
  const [view, setView] = useKept<View>('view', 'list');
  const [day, setDay] = useKept('day', today());
  const [user, setUser] = useKept('user', '');
  // somebody who comes back has booked, or thought better of it
  const [begun, setBegun] = useKept('begun', false);
  const [booking, setBooking] = useState<Wanted | undefined>(
    route.book && !begun ? { day, time: '', user: '', patient: route.book } : undefined,
  );
  const [shifting, setShifting] = useState<DayItem>();
  const [shown, setShown] = useState<DayItem>();
  const week = view === 'week';
  const days = useMemo(() => (week ? weekOf(day) : [day]), [week, day]);
  const asked = useAsk('appointment.day', { day: days[0] ?? day, days: days.length }, { keepPrevious: true });
  const { move, failure } = useMoves();
  const dropped = useDrop(asked.refetch);
  const mayBook = may.write('Appointment');
  const turn = (step: number) => setDay(daysAfter(day, week ? 7 * step : step));
  const toBook = () => setBooking({ day, time: '', user });
  const book: Command = {
    id: 'here.book',
    name: 'appointments.book',
    icon: IconCalendarPlus,
    group: 'here',
    keys: ['N'],
    run: toBook,
  };
  const beside = (name: 'before' | 'after', keys: string, step: number): Command => ({
    id: `here.${name}`,
    name: week ? `appointments.week.${name}` : `appointments.${name}`,
    icon: name === 'before' ? IconChevronLeft : IconChevronRight,
    group: 'here',
    keys: [keys],
    run: () => turn(step),
  });
  const views = VIEWS.map(
    ({ name, icon, key }): Command => ({
      id: `here.${name}`,
      name: `appointments.view.${name}`,
      icon,
      group: 'here',
      keys: [key],
      run: () => setView(name),
    }),
  );
  useCommands([
    ...(mayBook ? [book] : []),
    ...views,
    beside('before', 'ArrowLeft', -1),
    beside('after', 'ArrowRight', 1),
  ]);
  const { data } = asked;
  const items = useMemo(() => (data?.items ?? []).filter((item) => user === '' || item.user === user), [data, user]);
  const columns = useMemo(
    () =>
      week
        ? dayColumns(days, items)
        : staffColumns(day, staff, items).filter((column) => user === '' || column.user === user),
    [week, days, day, staff, items, user],
  );
  const steps: Steps = { shift: setShifting, move };
  return (
    <Page
      title={t('appointments.title')}
      fixed={view !== 'list'}
      actions={
        mayBook ? (
          <Button leftSection={<IconCalendarPlus size="1.125rem" stroke={1.8} />} title="N" onClick={toBook}>
            {t('appointments.book')}
          </Button>
        ) : null
      }
    >
      <div className={classes.bar}>
        <DayChooser day={day} onDay={setDay} week={week} />
        <div className={classes.choices}>
          <Staff label={t('appointments.with')} nobody={t('appointments.everybody')} value={user} onChange={setUser} />
          <SegmentedControl
            aria-label={t('appointments.view.label')}
            value={view}
            onChange={(name) => setView(name as View)}
            data={VIEWS.map(({ name }) => ({ value: name, label: t(`appointments.view.short.${name}`) }))}
          />
        </div>
      </div>
      <FailureNotice failure={asked.error?.failure ?? dropped.failure ?? failure} />
      {!data && !asked.error ? <Loading /> : null}
      {data && view === 'list' ? <DayList items={items} mayChange={mayBook} steps={steps} /> : null}
      {data && view !== 'list' ? (
        <Calendar
          key={view}
          label={t(`appointments.view.${view}`)}
          columns={columns}
          mayChange={mayBook}
          onOpen={setShown}
          onBook={(column, time) => setBooking({ day: column.day, time, user: column.user ?? user })}
          onDrop={dropped.drop}
          onTurn={turn}
        />
      ) : null}
      <Book
        opened={booking !== undefined}
        {...(booking ?? { day, time: '', user })}
        onClose={() => {
          setBooking(undefined);
          setBegun(true);
        }}
        onBooked={setDay}
      />
      {shifting ? <Shift item={shifting} onClose={() => setShifting(undefined)} /> : null}
      {shown ? <Details item={shown} mayChange={mayBook} steps={steps} onClose={() => setShown(undefined)} /> : null}
    </Page>
  );
}

export const appointments: Screen<'appointments'> = { rail: 'appointments', view: AppointmentsScreen };
