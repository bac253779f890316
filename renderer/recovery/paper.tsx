/** Pages that are made to be printed: shown over the window, printed alone. */
import { Button, FocusTrap } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../shared/base/errors.ts';
import { printNoted, savePdfNoted } from '../bridge/index.ts';
import { FailureNotice } from '../ui/Notice.tsx';
import { useTell } from '../ui/Told.tsx';
import classes from './Paper.module.css';

interface PaperActionsProps {
  readonly name: string;
  readonly savedHint: string;
  /** As the audit trail names it: the kit and its shares are secrets, another page is none. */
  readonly what: 'kit' | 'page';
}

/** Prints what is on the page, or saves it as PDF under this name. */
export function PaperActions({ name, savedHint, what }: PaperActionsProps) {
  const { t } = useTranslation();
  const tell = useTell();
  const [failure, setFailure] = useState<Failure>();
  const [busy, setBusy] = useState(false);
  const once = async (work: () => Promise<void>) => {
    setBusy(true);
    await work();
    setBusy(false);
  };
  const print = async () => {
    const result = await printNoted({ what }, {});
    setFailure(result.ok ? undefined : result.error);
    if (!result.ok || !result.value.printed) return;
    tell(t('kit.printed'));
  };
  const save = async () => {
    const result = await savePdfNoted({ what }, { name: name.slice(0, 200) });
    setFailure(result.ok ? undefined : result.error);
    if (!result.ok || result.value.saved === undefined) return;
    tell(savedHint);
  };
  return (
    <>
      <FailureNotice failure={failure} />
      <div className={classes.actions}>
        <Button variant="default" loading={busy} onClick={() => void once(print)}>
          {t('kit.print')}
        </Button>
        <Button variant="default" loading={busy} onClick={() => void once(save)}>
          {t('kit.pdf')}
        </Button>
      </div>
    </>
  );
}

interface PaperProps {
  readonly title: string;
  readonly actions: ReactNode;
  readonly children: ReactNode;
  readonly onClose: () => void;
  /** What the button that closes says. */
  readonly close: string;
  /** Escape closes, too: not where what is shown cannot be shown again. */
  readonly escapable?: boolean;
}

/** Sheets over the whole window. While they are there, only they are printed (global.css). */
export function Paper({ title, actions, children, onClose, close, escapable }: PaperProps) {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (escapable && event.key === 'Escape') onClose();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [onClose, escapable]);
  return createPortal(
    <FocusTrap>
      <div data-paper className={classes.paper} role="dialog" aria-modal aria-label={title}>
        <header className={`${classes.head} no-print`}>
          <h1 className={classes.title}>{title}</h1>
          {actions}
          <Button onClick={onClose} data-autofocus>
            {close}
          </Button>
        </header>
        <div className={classes.sheets}>{children}</div>
      </div>
    </FocusTrap>,
    document.body,
  );
}

/** One sheet of paper. */
export function Sheet({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <article className={classes.sheet}>
      <h2 className={classes.sheetTitle}>{title}</h2>
      {children}
    </article>
  );
}
