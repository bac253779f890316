import { Button, Group, Modal, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DayItem } from '../../../shared/bridge/appointments.ts';
import { useFormat } from '../../locales/manner.tsx';
import type { Move } from '../../records/appointment/useMoves.ts';
import { Badge, ConflictBadge } from '../../ui/Marks.tsx';
import { useNavigation } from '../navigation.ts';
import classes from './Appointments.module.css';

/** What is done with an appointment. */
export interface Steps {
  /** Asks for another time. */
  readonly shift: (item: DayItem) => void;
  readonly move: (item: DayItem, to: Move) => void;
}

interface DetailsProps {
  readonly item: DayItem;
  readonly mayChange: boolean;
  readonly steps: Steps;
  readonly onClose: () => void;
}

/** One appointment whole, for a block on the calendar has room for little. */
export function Details({ item, mayChange, steps, onClose }: DetailsProps) {
  const { t } = useTranslation();
  const { day, weekday, hours } = useFormat();
  const { go } = useNavigation();
  const { patient, status, start, end } = item;
  const date = start.slice(0, 10);
  const then = (step: () => void) => () => {
    onClose();
    step();
  };
  return (
    <Modal opened onClose={onClose} title={patient.name} size="30rem" yOffset="12vh">
      <Stack gap="md">
        <p className={classes.fact}>
          {`${day(date)} ${weekday(date)} `}
          <span className="tabular">{`${hours(start)}${end ? `–${hours(end)}` : ''}`}</span>
        </p>
        <p className={classes.fact}>{item.practitioner ?? t('appointments.nobody')}</p>
        {item.reason ? <p className={classes.fact}>{item.reason}</p> : null}
        <Group gap="xs">
          <Badge>{t(`appointments.status.${status}`)}</Badge>
          <ConflictBadge count={item.conflicts} />
        </Group>
        <Group gap="xs">
          <Button data-autofocus onClick={then(() => go({ name: 'patient', id: patient.id }))}>
            {t('appointments.chart')}
          </Button>
          {mayChange && status === 'booked' ? (
            <>
              <Button variant="default" onClick={then(() => steps.shift(item))}>
                {t('appointments.shift')}
              </Button>
              <Button variant="default" onClick={then(() => steps.move(item, 'cancelled'))}>
                {t('today.move.cancelled')}
              </Button>
            </>
          ) : null}
        </Group>
      </Stack>
    </Modal>
  );
}
