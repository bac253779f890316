import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Stamp } from '../../../shared/bridge/records.ts';
import { useFormat } from '../../locales/manner.tsx';
import classes from './Inbox.module.css';
import { Key } from './Key.tsx';

interface ChoiceProps {
  /** The value in words, for whoever hears it. */
  readonly words: string;
  readonly by: Stamp;
  /** The key that keeps it while the card has the focus. */
  readonly digit: number;
  readonly busy: boolean;
  /** Absent where the role may not keep it. */
  readonly onKeep: (() => void) | undefined;
  readonly children: ReactNode;
}

/** One of the values: what, who, where, when, and the way to keep it. */
export function Choice({ words, by, digit, busy, onKeep, children }: ChoiceProps) {
  const { t } = useTranslation();
  const { time, ago } = useFormat();
  return (
    <section className={classes.value} aria-label={words}>
      <div className={classes.words}>{children}</div>
      <p className={`${classes.by} tabular`}>
        {by.user}
        {t('common.dot')}
        {by.device}
        <br />
        {time(by.at)}
        {t('common.dot')}
        {ago(by.at)}
      </p>
      {onKeep ? (
        <Button
          variant="default"
          data-key={digit}
          rightSection={<Key>{digit}</Key>}
          aria-label={t('inbox.keepValue', { value: words.slice(0, 60) })}
          loading={busy}
          onClick={onKeep}
        >
          {t('inbox.keep')}
        </Button>
      ) : null}
    </section>
  );
}
