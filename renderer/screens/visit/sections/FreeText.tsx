import { Button, Textarea } from '@mantine/core';
import { IconTemplate } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { keyWords } from '../../../commands/keys.ts';
import type { TemplateField } from '../templates/useTemplates.tsx';
import classes from '../Visit.module.css';

interface FreeTextProps {
  readonly field: TemplateField;
  readonly rows: number;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly onTemplates: (field: TemplateField) => void;
}

/** A field for free words, into which the clinic's texts can be put. */
export function FreeText({ field, rows, value, onChange, onTemplates }: FreeTextProps) {
  const { t } = useTranslation();
  return (
    <div className={classes.freeText}>
      <Textarea
        label={t(`visit.${field}`)}
        description={t(`visit.${field}Hint`)}
        autosize
        minRows={rows}
        maxRows={20}
        maxLength={20_000}
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <Button
        className={classes.template ?? ''}
        variant="subtle"
        color="gray"
        size="compact-sm"
        leftSection={<IconTemplate size="1rem" stroke={1.8} aria-hidden />}
        aria-label={t('templates.insertInto', { field: t(`visit.${field}`) })}
        title={keyWords('alt+T')}
        onClick={() => onTemplates(field)}
      >
        {t('templates.insert')}
      </Button>
    </div>
  );
}
