/** Moving somebody through the day, with a way back. */
import { useTranslation } from 'react-i18next';
import type { DayItem, MOVES } from '../../../shared/bridge/appointments.ts';
import { useDo } from '../../bridge/index.ts';
import { useTell } from '../../ui/Told.tsx';

export type Move = (typeof MOVES)[number];

/** `move` says what it did and offers to take it back; `failure` of the last move. */
export function useMoves() {
  const { t } = useTranslation();
  const tell = useTell();
  const call = useDo('appointment.move');
  const move = (item: DayItem, to: Move, then?: () => void): void => {
    call.mutate(
      { id: item.id, to },
      {
        onSuccess: ({ before }) => {
          const name = item.patient.name;
          tell(t(`today.moved.${to}`, { name }), () => call.mutate({ id: item.id, to: before }));
          then?.();
        },
      },
    );
  };
  return { move, pending: call.isPending, failure: call.error?.failure };
}
