import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { keyWords } from '../../commands/keys.ts';
import { CodeField } from '../../ui/code/CodeField.tsx';
import type { CodeFault, CodeHandle, CodeTable } from '../../ui/code/contract.ts';

interface SqlFieldProps {
  readonly ref: Ref<CodeHandle>;
  readonly value: string;
  readonly onChange: (sql: string) => void;
  readonly onRun: () => void;
  readonly tables: readonly CodeTable[];
  /** What is wrong with it. */
  readonly faults: readonly CodeFault[];
}

/** Characters at the most. */
const LONGEST = 20_000;

/** SQL over the chosen tables. Ctrl or Cmd Enter runs it. */
export function SqlField({ ref, value, onChange, onRun, tables, faults }: SqlFieldProps) {
  const { t } = useTranslation();
  return (
    <CodeField
      ref={ref}
      language="sql"
      label={t('notebook.sql')}
      value={value}
      onChange={onChange}
      onRun={onRun}
      tables={tables}
      faults={faults}
      longest={LONGEST}
      placeholder="SELECT …"
      hint={t('notebook.sqlHint', { keys: keyWords('mod+Enter') })}
      lines={[4, 24]}
    />
  );
}
