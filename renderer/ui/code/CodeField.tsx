import { type CSSProperties, lazy, Suspense, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './CodeField.module.css';
import type { CodeProps } from './contract.ts';

/** Loaded when the first field for code is shown: who never writes SQL never has it. */
const Editor = lazy(() => import('./Editor.tsx'));

/**
 * A field for SQL (SQLite's, as far as it reads) or JSON: coloured, with brackets that show their partners, undo, and words that are offered
 * while one writes. Tab leads on to the next field, unless it was asked to indent.
 */
export function CodeField(props: CodeProps) {
  const { t } = useTranslation();
  const [indents, setIndents] = useState(false);
  const hint = useId();
  const { hint: own, lines, value } = props;
  const [least, most] = lines;
  const tab = t(indents ? 'code.tabIndents' : 'code.tabLeads');
  return (
    <div className={classes.field} style={{ '--code-least': least, '--code-most': most } as CSSProperties}>
      <Suspense
        fallback={
          <pre className={classes.meanwhile} aria-busy>
            {value}
          </pre>
        }
      >
        <Editor {...props} describedBy={hint} indents={indents} onIndents={setIndents} />
      </Suspense>
      <p id={hint} className={classes.hint}>
        {own === undefined ? tab : t('code.hints', { hint: own, tab })}
      </p>
    </div>
  );
}
