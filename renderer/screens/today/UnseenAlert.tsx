import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useAsk, useMay } from '../../bridge/index.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useNavigation } from '../navigation.ts';

/** So many patients are named; whoever goes to the results sees all. */
const MOST_NAMED = 5;

/** How many results nobody has looked at, and of whom some stand out; for those who may acknowledge them. Says whether it has something to say. */
export function useUnseen() {
  const may = useMay();
  const mayLook =
    may.read('Patient') && may.read('DiagnosticReport') && may.write('Task') && may.write('ServiceRequest');
  const asked = useAsk('result.unseen', {}, { enabled: mayLook });
  return mayLook && asked.data && asked.data.count > 0 ? asked.data : undefined;
}

/** The alert over what `useUnseen` found, with the way to where results are acknowledged. */
export function UnseenAlert({ unseen }: { unseen: NonNullable<ReturnType<typeof useUnseen>> }) {
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
