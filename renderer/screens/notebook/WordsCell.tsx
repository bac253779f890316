import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Words between queries: what is asked, and what came out. */
export function WordsCell({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const { t } = useTranslation();
  return (
    <Textarea
      aria-label={t('notebook.words')}
      placeholder={t('notebook.wordsHint')}
      autosize
      minRows={2}
      maxRows={16}
      maxLength={20_000}
      value={text}
      onChange={({ currentTarget }) => onChange(currentTarget.value)}
    />
  );
}
