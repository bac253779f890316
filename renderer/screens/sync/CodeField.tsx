import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './Sync.module.css';

/** The code that a new workstation shows. */
export function CodeField({ value, onChange }: { value: string; onChange: (code: string) => void }) {
  const { t } = useTranslation();
  return (
    <TextInput
      label={t('sync.code')}
      description={t('sync.codeHint')}
      value={value}
      autoComplete="off"
      spellCheck={false}
      classNames={{ input: classes.code ?? '' }}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
