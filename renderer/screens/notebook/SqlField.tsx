import { Textarea } from '@mantine/core';
import { useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Notebook.module.css';

interface SqlFieldProps {
  readonly value: string;
  readonly onChange: (sql: string) => void;
  readonly onRun: () => void;
  /** What is wrong with it. */
  readonly error: string | undefined;
}

/** SQL, in letters of one width. Tab indents; after Escape it leads on, as everywhere. Ctrl or Cmd Enter runs it. */
export function SqlField({ value, onChange, onRun, error }: SqlFieldProps) {
  const { t } = useTranslation();
  const leaving = useRef(false);
  const hint = useId();
  return (
    <div>
      <Textarea
        aria-label={t('notebook.sql')}
        aria-describedby={hint}
        aria-invalid={error !== undefined}
        autosize
        minRows={4}
        maxRows={24}
        maxLength={20_000}
        spellCheck={false}
        autoComplete="off"
        classNames={{ input: classes.sql ?? '' }}
        value={value}
        placeholder="SELECT …"
        onChange={({ currentTarget }) => onChange(currentTarget.value)}
        onBlur={() => {
          leaving.current = false;
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            event.stopPropagation();
            onRun();
          } else if (event.key === 'Escape') leaving.current = true;
          else if (event.key === 'Tab' && !event.shiftKey && !leaving.current) {
            event.preventDefault();
            indent(event.currentTarget, onChange);
          } else if (event.key !== 'Shift' && event.key !== 'Tab') leaving.current = false;
        }}
      />
      <p id={hint} className={classes.hint}>
        {error ?? t('notebook.sqlHint')}
      </p>
    </div>
  );
}

/** Two spaces where the cursor stands, which stays behind them. */
function indent(field: HTMLTextAreaElement, onChange: (text: string) => void): void {
  const at = field.selectionStart;
  onChange(`${field.value.slice(0, at)}  ${field.value.slice(field.selectionEnd)}`);
  requestAnimationFrame(() => field.setSelectionRange(at + 2, at + 2));
}
