import { Button, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDo } from '../bridge/index.ts';
import { useFormat } from '../locales/manner.tsx';
import { Form } from '../ui/Form.tsx';
import { FailureNotice, Notice } from '../ui/Notice.tsx';

/** Position and words of a print, typed or scanned in one go. */
export function Compare() {
  const { t } = useTranslation();
  const { number } = useFormat();
  const [text, setText] = useState('');
  const compare = useDo('checkpoint.compare');
  const [position = ''] = /\d+(?:\s*[-‐-―]\s*\d+)+/.exec(text) ?? [];
  const words = text.replace(position, ' ').trim();
  const answer = compare.data;
  return (
    <Form
      onSubmit={() => {
        if (position !== '' && words !== '') compare.mutate({ position, words });
      }}
    >
      <Stack gap="sm">
        <TextInput
          label={t('checkpoint.compare')}
          description={t('checkpoint.compareHint')}
          value={text}
          maxLength={900}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setText(event.currentTarget.value);
            compare.reset();
          }}
        />
        {answer?.outcome === 'same' ? (
          <Notice tone="good" alert>
            {t('checkpoint.same', { changes: number(answer.since) })}
          </Notice>
        ) : null}
        {answer?.outcome === 'behind' ? (
          <Notice tone="danger" alert>
            {t('checkpoint.behind', { missing: number(answer.missing) })}
          </Notice>
        ) : null}
        {answer?.outcome === 'differs' ? (
          <Notice tone="danger" alert>
            {t('checkpoint.differs')}
          </Notice>
        ) : null}
        <FailureNotice failure={compare.error?.failure} />
        <div>
          <Button
            type="submit"
            variant="default"
            loading={compare.isPending}
            disabled={position === '' || words === ''}
          >
            {t('checkpoint.compareDo')}
          </Button>
        </div>
      </Stack>
    </Form>
  );
}
