import { NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../bridge/index.ts';
import { useFormat } from '../../../locales/manner.tsx';
import { isWhole, LENGTHS } from '../../../records/appointment/plan.ts';
import { FOLLOW_UP_UNITS, type FollowUpForm, inSoMany, onDay } from '../../../records/encounter/follow-up.ts';
import { ExpectedThen } from '../../ExpectedThen.tsx';
import { Staff } from '../../Staff.tsx';
import { Part } from '../Part.tsx';
import type { SectionProps } from '../section.ts';
import classes from '../Visit.module.css';

/** When the patient comes again: a task that is due on a day or, with a time, an appointment. */
export function FollowUp({ form, change, say }: SectionProps) {
  const { t } = useTranslation();
  const { today, day: dayWords, weekday } = useFormat();
  const may = useMay();
  const { followUp } = form;
  const write = (next: FollowUpForm) => change({ followUp: next });
  const set = (part: Partial<FollowUpForm>) => write({ ...followUp, ...part });
  const books = may.write('Appointment') && followUp.day !== '';
  return (
    <Part title={t('visit.followUp')}>
      <div className={classes.when}>
        <TextInput
          label={t('visit.comesIn')}
          inputMode="numeric"
          maxLength={3}
          autoComplete="off"
          value={followUp.count}
          error={say('followUp')}
          onChange={(event) => write(inSoMany(followUp, event.currentTarget.value, followUp.unit, today()))}
        />
        <NativeSelect
          label={t('visit.unit')}
          value={followUp.unit}
          data={FOLLOW_UP_UNITS.map((unit) => ({ value: unit, label: t(`visit.${unit}`) }))}
          onChange={(event) =>
            write(
              inSoMany(
                followUp,
                followUp.count,
                FOLLOW_UP_UNITS.find((unit) => unit === event.currentTarget.value) ?? 'weeks',
                today(),
              ),
            )
          }
        />
        <TextInput
          type="date"
          label={t('visit.onDay')}
          min={today()}
          value={followUp.day}
          onChange={(event) => write(onDay(followUp, event.currentTarget.value))}
        />
        <TextInput
          className={classes.wide ?? ''}
          label={t('visit.comesFor')}
          maxLength={500}
          autoComplete="off"
          value={followUp.text}
          onChange={(event) => set({ text: event.currentTarget.value })}
        />
      </div>
      {books ? (
        <>
          <div className={classes.when}>
            <TextInput
              type="time"
              label={t('visit.atTime')}
              value={followUp.time}
              onChange={(event) => set({ time: event.currentTarget.value })}
            />
            <NativeSelect
              label={t('appointments.length')}
              value={String(followUp.minutes)}
              data={LENGTHS.map((minutes) => ({
                value: String(minutes),
                label: t('today.minutes', { count: minutes }),
              }))}
              onChange={(event) => set({ minutes: Number(event.currentTarget.value) })}
            />
            <Staff
              label={t('appointments.with')}
              nobody={t('appointments.nobody')}
              value={followUp.user}
              onChange={(user) => set({ user })}
            />
          </div>
          {isWhole(followUp) ? <ExpectedThen plan={followUp} user={followUp.user} /> : null}
        </>
      ) : null}
      <p className={classes.quiet} role="status">
        {followUp.day === ''
          ? ''
          : t(followUp.time === '' ? 'visit.becomesTask' : 'visit.becomesAppointment', {
              when: `${dayWords(followUp.day)} ${weekday(followUp.day)} ${followUp.time}`.trim(),
            })}
      </p>
    </Part>
  );
}
