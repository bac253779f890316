import { Group, NumberInput, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallOutput } from '../../shared/bridge/index.ts';
import { useDo } from '../bridge/index.ts';
import { Form, FormButtons } from '../ui/Form.tsx';
import { FailureNotice } from '../ui/Notice.tsx';
import { useRequired } from '../ui/useRequired.ts';
import classes from './Paper.module.css';
import { NOTHING_TYPED, SecretEntry, secretOf } from './SecretEntry.tsx';

const MOST = 10;

interface SplitFormProps {
  /** The phrase is still here: nobody has to type it. */
  readonly known: boolean;
  readonly onSplit: (split: CallOutput<'kit.split'>) => void;
  readonly onCancel: () => void;
}

/** Who holds a share, how many are needed, and the words unless they are still known. */
export function SplitForm({ known, onSplit, onCancel }: SplitFormProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const [holders, setHolders] = useState<readonly string[]>(['', '', '']);
  const [threshold, setThreshold] = useState(2);
  const [tried, setTried] = useState(false);
  const required = useRequired(tried);
  const split = useDo('kit.split');
  const secret = secretOf(typed);
  const whole = holders.every((name) => name.trim() !== '') && (known || secret !== undefined);
  const resize = (count: number) => {
    setHolders(Array.from({ length: count }, (_, at) => holders[at] ?? ''));
    setThreshold(Math.min(threshold, count));
  };
  return (
    <Form
      label={t('share.split')}
      onSubmit={() => {
        setTried(true);
        if (!whole || split.isPending) return;
        split.mutate(
          { threshold, holders: [...holders], ...(known || !secret ? {} : { secret }) },
          { onSuccess: onSplit },
        );
      }}
    >
      <Stack gap="sm">
        <p className={classes.note}>{t('share.body')}</p>
        {known ? null : <SecretEntry typed={typed} onType={setTyped} tried={tried} />}
        <Group align="flex-start" grow>
          <NumberInput
            label={t('share.people')}
            min={2}
            max={MOST}
            clampBehavior="strict"
            allowDecimal={false}
            value={holders.length}
            onChange={(value) => typeof value === 'number' && value >= 2 && resize(value)}
          />
          <NumberInput
            label={t('share.threshold')}
            min={2}
            max={holders.length}
            clampBehavior="strict"
            allowDecimal={false}
            value={threshold}
            onChange={(value) => typeof value === 'number' && value >= 2 && setThreshold(value)}
          />
        </Group>
        {holders.map((name, at) => (
          <TextInput
            // biome-ignore lint/suspicious/noArrayIndexKey: fields keep their place
            key={at}
            label={t('share.holderOf', { number: at + 1 })}
            value={name}
            maxLength={100}
            autoComplete="off"
            error={required(name)}
            onChange={(event) => setHolders(holders.with(at, event.currentTarget.value))}
          />
        ))}
        <FailureNotice failure={split.error?.failure} />
        <FormButtons submit={t('share.make')} busy={split.isPending} onCancel={onCancel} />
      </Stack>
    </Form>
  );
}
