/** What is done with facts outside their forms, and the way back from everything. */
import { useTranslation } from 'react-i18next';
import type { Changed } from '../../../../shared/bridge/changes.ts';
import type { FactType } from '../../../../shared/bridge/facts.ts';
import type { CallInput } from '../../../../shared/bridge/index.ts';
import type { ChartItem } from '../../../../shared/bridge/records.ts';
import { useDo, useMay } from '../../../bridge/index.ts';
import { useTell } from '../../../ui/Told.tsx';

export type Answer = CallInput<'allergy.answer'>['answer'];
export type Done = 'added' | 'edited' | 'over' | 'active' | 'error';

/** To take back what was new, or what was marked as an error, is to remove. */
const REMOVES: ReadonlySet<Done> = new Set(['added', 'error']);

/** `told` says what was done with a fact and offers to take it back; `failure` of the last step that had no form. */
export function useFacts(patient: string) {
  const { t } = useTranslation();
  const tell = useTell();
  const may = useMay();
  const undo = useDo('record.undo');
  const turning = useDo('fact.turn');
  const answering = useDo('allergy.answer');
  const steps = [undo, turning, answering];
  const fresh = () => {
    for (const step of steps) step.reset();
  };
  const say = (text: string, { changes }: Changed, mayUndo: boolean) =>
    tell(text, changes.length > 0 && mayUndo ? () => undo.mutate({ changes }) : undefined);
  const told = (type: FactType, done: Done, what: string, changed: Changed) => {
    fresh();
    const text = t(`facts.${done}.${type}`, { what });
    // of diagnoses alone several are changed in one step where they are one line (records/problem-lines.ts)
    const several = type === 'Condition' && changed.changes.length > 1;
    say(
      several ? t('facts.withVisits', { told: text }) : text,
      changed,
      !REMOVES.has(done) || may.also('remove', type),
    );
  };
  return {
    told,
    turn: (type: FactType, item: ChartItem, to: 'active' | 'over') => {
      fresh();
      turning.mutate({ type, id: item.id, to }, { onSuccess: (changed) => told(type, to, item.text, changed) });
    },
    answer: (answer: Answer) => {
      fresh();
      const mayUndo = answer === 'not-asked' || may.also('remove', 'AllergyIntolerance');
      answering.mutate(
        { patient, answer },
        { onSuccess: (changed) => say(t(`chart.allergy.${answer}`), changed, mayUndo) },
      );
    },
    failure: steps.find(({ error }) => error)?.error?.failure,
  };
}
export type Facts = ReturnType<typeof useFacts>;
