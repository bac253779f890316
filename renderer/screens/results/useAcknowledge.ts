/** Says that results were looked at, and takes it back. */
import { useTranslation } from 'react-i18next';
import type { CallInput } from '../../../shared/bridge/index.ts';
import type { ResultItem } from '../../../shared/bridge/results.ts';
import { useDo, useMay } from '../../bridge/index.ts';
import { useTell } from '../../ui/Told.tsx';

export type Follow = NonNullable<CallInput<'result.acknowledge'>['follow']>;

export function useAcknowledge() {
  const { t } = useTranslation();
  const tell = useTell();
  const may = useMay();
  const saying = useDo('result.acknowledge');
  const undo = useDo('record.undo');
  const acknowledge = (results: readonly ResultItem[], note = '', follow?: Follow) => {
    undo.reset();
    saying.mutate(
      { results: results.map(({ id, digest }) => ({ id, digest })), note, ...(follow ? { follow } : {}) },
      {
        onSuccess: (changed) =>
          tell(
            t('results.acknowledged', { count: results.length }),
            may.also('remove', 'Task') ? () => undo.mutate(changed) : undefined,
          ),
      },
    );
  };
  return { acknowledge, busy: saying.isPending, failure: saying.error?.failure ?? undo.error?.failure };
}
