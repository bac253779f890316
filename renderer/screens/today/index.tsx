import { Button } from '@mantine/core';
import { IconDoorEnter, IconSun } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayItem, DayStatus } from '../../../shared/bridge/appointments.ts';
import { useAsk, useMay } from '../../bridge/index.ts';
import { useCommands } from '../../commands/shown.tsx';
import { useFormat, useNow } from '../../locales/manner.tsx';
import { usePrint } from '../../printing/usePrint.tsx';
import { useMoves } from '../../records/appointment/useMoves.ts';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Empty, Section } from '../../ui/Section.tsx';
import type { RouteOf, Screen } from '../contract.ts';
import { Page } from '../Page.tsx';
import { Alerts } from './Alerts.tsx';
import { type Arrival, Arrive } from './Arrive.tsx';
import { Row } from './Row.tsx';
import { Tasks } from './Tasks.tsx';
import classes from './Today.module.css';

/** Parts of the day, each with its people; what is still to be done stands left. */
const LEFT = [
  { name: 'waiting', of: ['arrived'] },
  { name: 'seeing', of: ['checked-in'] },
] as const;
const EXPECTED = { name: 'expected', of: ['booked'] } as const;
const OVER = [
  { name: 'seen', of: ['fulfilled'] },
  { name: 'gone', of: ['noshow', 'cancelled'] },
] as const;
type Part = (typeof LEFT)[number] | typeof EXPECTED | (typeof OVER)[number];
/** Shown also where nobody is in them. */
const ALWAYS: ReadonlySet<Part['name']> = new Set(['waiting', 'expected']);

/** The clinic's day: who waits since when, who is being seen, who is expected, who was seen. */
function TodayScreen({ route }: { route: RouteOf<'today'> }) {
  const { t } = useTranslation();
  const { day, today, weekday } = useFormat();
  const may = useMay();
  const now = useNow();
  const asked = useAsk('appointment.day', {});
  const { move, failure } = useMoves();
  const { sheet, print } = usePrint();
  const [arrival, setArrival] = useState<Arrival | undefined>(
    route.arrive === undefined ? undefined : { patient: route.arrive },
  );
  const { data, refetch } = asked;
  const over = data !== undefined && data.day !== today();
  useEffect(() => {
    if (over) void refetch();
  }, [over, refetch]);
  const mayArrive = may.write('Appointment');
  useCommands(
    mayArrive
      ? [
          {
            id: 'here.arrive',
            name: 'today.arrive',
            icon: IconDoorEnter,
            group: 'here',
            keys: ['A'],
            run: () => setArrival({}),
          },
        ]
      : [],
  );
  const arrive = mayArrive ? (
    <Button leftSection={<IconDoorEnter size="1.125rem" stroke={1.8} />} title="A" onClick={() => setArrival({})}>
      {t('today.arrive')}
    </Button>
  ) : null;
  const items = data?.items ?? [];
  const part = ({ name, of }: Part) => {
    const people = inPart(items, of);
    if (people.length === 0 && !ALWAYS.has(name)) return null;
    return (
      <Section key={name} title={t(`today.${name}`)} aside={people.length > 0 ? people.length : null}>
        {people.length === 0 ? (
          <p className={classes.nobody}>{t(`today.${name === 'waiting' ? 'nobodyWaits' : 'nobodyExpected'}`)}</p>
        ) : (
          <ul className={classes.people}>
            {people.map((item) => (
              <Row
                key={item.id}
                item={item}
                now={now}
                onMove={move}
                onLabel={(patient) => print({ document: 'label', patient })}
              />
            ))}
          </ul>
        )}
      </Section>
    );
  };
  return (
    <Page title={t('today.title')} actions={arrive}>
      <p className={classes.day}>
        {day(data?.day ?? today())} {weekday(data?.day ?? today())}
      </p>
      <FailureNotice failure={asked.error?.failure ?? failure} />
      {!data && !asked.error ? <Loading /> : null}
      {data ? (
        <>
          <Alerts items={items} />
          <div className={classes.parts}>
            <div className={classes.column}>
              {items.length > 0 ? (
                LEFT.map(part)
              ) : (
                <Empty title={t('today.emptyTitle')} icon={<IconSun size="2rem" stroke={1.4} aria-hidden />}>
                  {t('today.emptyBody')}
                </Empty>
              )}
            </div>
            <div className={classes.column}>
              {items.length > 0 ? part(EXPECTED) : null}
              {may.read('Task') ? <Tasks /> : null}
              {OVER.map(part)}
            </div>
          </div>
        </>
      ) : null}
      <Arrive arrival={arrival} onClose={() => setArrival(undefined)} />
      {sheet}
    </Page>
  );
}

/** Who waits longest stands first; of those who were seen or left, who did so last. */
function inPart(items: readonly DayItem[], of: readonly DayStatus[]): DayItem[] {
  const people = items.filter(({ status }) => of.includes(status));
  if (of.includes('booked')) return people;
  const order = of.includes('arrived') || of.includes('checked-in') ? 1 : -1;
  return people.toSorted((a, b) => order * (Date.parse(a.since) - Date.parse(b.since)));
}

export const today: Screen<'today'> = { rail: 'today', view: TodayScreen };
