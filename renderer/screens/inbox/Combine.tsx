import { Button, Group, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRegisterWords } from '../../records/values/useRegisterWords.ts';
import type { ChoicesProps } from './contract.ts';
import classes from './Inbox.module.css';
import { KeepCombined } from './KeepCombined.tsx';
import { Key } from './Key.tsx';
import { textPlace } from './text-place.ts';

/** A value that keeps what both sides changed, as far as it can be put together; where it is a text, to be written on. */
export function Combine({ conflict, busy, onDecide }: ChoicesProps) {
  const { t } = useTranslation();
  const registerWords = useRegisterWords();
  const first = conflict.combined ?? conflict.values.find(({ value }) => value !== null)?.value ?? null;
  const place = first === null ? undefined : textPlace(first);
  const [written, setWritten] = useState<string>();
  if (first === null) return null;
  if (written !== undefined && place) {
    return (
      <div className={classes.combine}>
        <Textarea
          label={t('inbox.combineLabel')}
          value={written}
          autosize
          minRows={1}
          maxRows={10}
          autoFocus
          onChange={(event) => setWritten(event.currentTarget.value)}
        />
        <Group gap="xs">
          <Button
            loading={busy}
            disabled={written.trim() === ''}
            onClick={() => onDecide({ value: place.put(written.trim()) })}
          >
            {t('inbox.combineKeep')}
          </Button>
          <Button variant="default" onClick={() => setWritten(undefined)}>
            {t('common.cancel')}
          </Button>
        </Group>
      </div>
    );
  }
  if (conflict.combined !== null && !place) {
    const { combined } = conflict;
    return (
      <div className={classes.combine}>
        <p className={classes.base}>
          <span className={classes.quiet}>{t('inbox.combined')}</span> {registerWords(conflict.register, combined)}
        </p>
        <KeepCombined busy={busy} onKeep={() => onDecide({ value: combined })} />
      </div>
    );
  }
  return place ? (
    <div className={classes.combine}>
      <Button variant="default" data-key="c" rightSection={<Key>C</Key>} onClick={() => setWritten(place.text)}>
        {t(conflict.combined === null ? 'inbox.other' : 'inbox.combine')}
      </Button>
    </div>
  ) : null;
}
