import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './Cleaning.module.css';
import { type CleaningDraft, CleaningFields, EVERY_RULE } from './CleaningFields.tsx';

interface CleaningAtImportProps {
  /** undefined: what comes stays as it is. */
  readonly draft: CleaningDraft | undefined;
  readonly onChange: (draft: CleaningDraft | undefined) => void;
}

/** Whether what comes in is cleaned first, and by which rules. */
export function CleaningAtImport({ draft, onChange }: CleaningAtImportProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.atImport}>
      <Checkbox
        label={t('cleaning.atImport')}
        description={t('cleaning.atImportHint')}
        checked={draft !== undefined}
        onChange={(event) => onChange(event.currentTarget.checked ? EVERY_RULE : undefined)}
      />
      {draft ? <CleaningFields draft={draft} onChange={onChange} tried /> : null}
    </div>
  );
}
