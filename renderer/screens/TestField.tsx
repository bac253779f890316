import { Button } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Test } from '../../shared/bridge/orders.ts';
import { isComposing } from '../ui/keys/enter.ts';
import { CodeFinder } from './CodeFinder.tsx';
import classes from './ResultEntry.module.css';

interface TestFieldProps {
  readonly label: string;
  /** What is chosen now, if anything is. */
  readonly value?: Test | undefined;
  readonly error?: string | undefined;
  readonly onTest: (test: Test) => void;
  /** Is empty again after each choice. */
  readonly clears?: boolean;
}

/** Chooses a test or panel of the lists, or takes what is written; Enter does either. */
export function TestField({ label, value, error, onTest, clears }: TestFieldProps) {
  const { t } = useTranslation();
  const [text, setText] = useState(value?.text ?? '');
  const take = (test: Test) => {
    onTest(test);
    setText(clears ? '' : test.text);
  };
  const open = text.trim() !== '' && (clears === true || text.trim() !== value?.text);
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.defaultPrevented || event.ctrlKey || event.metaKey || !open) return;
    if (isComposing(event.nativeEvent)) return;
    event.preventDefault();
    take({ text: text.trim() });
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Enter in the field within takes what is written there
    <div className={classes.test} onKeyDown={keys}>
      <CodeFinder
        kind="test"
        label={label}
        text={text}
        coding={value?.code && text === value.text ? { ...value.code, term: value.text } : undefined}
        onText={setText}
        onChoose={({ system, code, term }) => take({ text: term, code: { system, code } })}
        onUncode={() => undefined}
        error={error}
        maxLength={300}
      />
      <Button variant="default" disabled={!open} onClick={() => take({ text: text.trim() })}>
        {t('results.take')}
      </Button>
    </div>
  );
}
