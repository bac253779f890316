import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../shared/base/errors.ts';
import type { UnseenResults } from '../../../shared/bridge/results.ts';
import { useAsk, useMay } from '../../bridge/index.ts';
import { failureWords } from '../../locales/failures.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useNavigation } from '../navigation.ts';

/** So many patients are named; whoever goes to the results sees all. */
const MOST_NAMED = 5;

interface Unseen {
  /** What waits; undefined where nothing does, or nothing is known. */
  readonly found: UnseenResults | undefined;
  /** Why it could not be asked for: that nothing is known is not that nothing waits. */
  readonly failure: Failure | undefined;
  readonly retry: () => void;
}

/**
 * How many results nobody has looked at, and of whom some stand out; for those who may acknowledge them. Undefined where there is
 * nothing to say.
 */
export function useUnseen(): Unseen | undefined {
  const may = useMay();
  const mayLook =
    may.read('Patient') && may.read('DiagnosticReport') && may.write('Task') && may.write('ServiceRequest');
  const { data, error, refetch } = useAsk('result.unseen', {}, { enabled: mayLook });
  const found = data && data.count > 0 ? data : undefined;
  if (!mayLook || (!found && !error)) return undefined;
  return { found, failure: error?.failure, retry: () => void refetch() };
}

/** What `useUnseen` has to say: what waits, or that it is not known. */
export function UnseenAlert({ unseen: { found, failure, retry } }: { unseen: Unseen }) {
  return (
    <>
      {failure ? <Unknown failure={failure} onRetry={retry} /> : null}
      {found ? <Waiting unseen={found} /> : null}
    </>
  );
}

function Unknown({ failure, onRetry }: { failure: Failure; onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <Notice
      tone="look"
      alert
      title={t('alerts.unseenUnknown')}
      actions={
        <Button variant="default" size="compact-sm" onClick={onRetry}>
          {t('common.retry')}
        </Button>
      }
    >
      {failureWords(t, failure)}
    </Notice>
  );
}

/** What waits, with the way to where results are acknowledged. */
function Waiting({ unseen }: { unseen: UnseenResults }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const { count, more, abnormal } = unseen;
  const named = abnormal
    .slice(0, MOST_NAMED)
    .map(({ patient, texts }) => t('alerts.unseenOf', { name: patient.name, what: texts.join(t('common.dot')) }));
  const others = abnormal.length - named.length;
  return (
    <Notice
      tone="look"
      actions={
        <Button variant="default" size="compact-sm" onClick={() => go({ name: 'results' })}>
          {t('alerts.toResults')}
        </Button>
      }
    >
      {t(more ? 'alerts.unseenMore' : 'alerts.unseen', { count })}{' '}
      {named.length > 0 ? t('alerts.unseenOut', { names: named.join(t('rx.semicolon')) }) : null}
      {others > 0 ? ` ${t('alerts.unseenOthers', { count: others })}` : null}
    </Notice>
  );
}
