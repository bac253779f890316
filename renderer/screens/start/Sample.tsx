import { Button, Progress } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../shared/base/errors.ts';
import type { EventPayload } from '../../../shared/bridge/index.ts';
import { ask, useVaultEvent } from '../../bridge/index.ts';
import { useFormat, useLocale } from '../../locales/manner.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Threshold } from '../Threshold.tsx';
import classes from './Start.module.css';

interface SampleProps {
  readonly onBack: () => void;
  readonly onHold: (held: boolean) => void;
}

const PATIENTS = 200;

/** Makes the sample clinic at once, shows how far it is, then its passphrase. */
export function Sample({ onBack, onHold }: SampleProps) {
  const { t } = useTranslation();
  const { number } = useFormat();
  const locale = useLocale();
  const [progress, setProgress] = useState<EventPayload<'progress'>>();
  const [passphrase, setPassphrase] = useState<string>();
  const [failure, setFailure] = useState<Failure>();
  const begun = useRef(false);
  useVaultEvent('progress', (event) => {
    if (event.job === 'sample') setProgress(event);
  });

  const make = async () => {
    setFailure(undefined);
    onHold(true);
    const result = await ask('sample.create', { locale, patients: PATIENTS });
    if (result.ok) setPassphrase(result.value.passphrase);
    else {
      setFailure(result.error);
      onHold(false);
    }
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: begins once, when the page is opened
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void make();
  }, []);

  if (passphrase !== undefined) {
    return (
      <Threshold title={t('sample.ready')}>
        <p className={classes.quiet}>{t('sample.passphraseBody')}</p>
        <output aria-label={t('sample.passphrase')} className={classes.passphrase}>
          {passphrase}
        </output>
        <Button size="md" autoFocus onClick={() => onHold(false)}>
          {t('sample.open')}
        </Button>
      </Threshold>
    );
  }
  const percent = progress?.total ? Math.min(100, (100 * progress.done) / progress.total) : undefined;
  return (
    <Threshold title={t('sample.title')} onBack={failure ? onBack : undefined}>
      {failure ? (
        <FailureNotice
          failure={failure}
          onRetry={
            <Button variant="default" onClick={() => void make()}>
              {t('common.retry')}
            </Button>
          }
        />
      ) : (
        <div role="status">
          <Progress.Root size="lg">
            <Progress.Section
              value={percent ?? 100}
              striped={percent === undefined}
              animated={percent === undefined}
              color="celadon"
              aria-label={t('sample.title')}
            />
          </Progress.Root>
          <p className={`${classes.quiet} tabular`}>
            {t('sample.generating')}{' '}
            {progress?.total
              ? t('progress.records', { done: number(progress.done), total: number(progress.total) })
              : null}
          </p>
        </div>
      )}
    </Threshold>
  );
}
