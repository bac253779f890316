import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeptScroll, useNavigation } from './navigation.ts';
import classes from './Page.module.css';

interface PageProps {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  /** Reads like a page of a book instead of filling the window. */
  readonly narrow?: boolean;
  /** The children scroll themselves (long lists). */
  readonly fixed?: boolean;
}

/** A page of the frame: its title, Back, its actions, and a body that remembers how far it was scrolled. */
export function Page({ title, actions, children, narrow, fixed }: PageProps) {
  const scroll = useKeptScroll<HTMLDivElement>();
  return (
    <div className={classes.page}>
      <header className={classes.head} data-narrow={narrow || undefined}>
        <Back />
        <h1 className={classes.title}>{title}</h1>
        <div className={classes.actions}>{actions}</div>
      </header>
      <div ref={scroll} className={classes.body}>
        <div className={classes.content} data-narrow={narrow || undefined} data-fixed={fixed || undefined}>
          {children}
        </div>
      </div>
    </div>
  );
}

/** Back to where one was; not there where there is nowhere to go. */
export function Back() {
  const { t } = useTranslation();
  const { canGoBack, back } = useNavigation();
  if (!canGoBack) return null;
  return (
    <Tooltip label={`${t('common.back')} (Alt ←)`}>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('common.back')} onClick={back}>
        <IconArrowLeft size="1.25rem" stroke={1.8} />
      </ActionIcon>
    </Tooltip>
  );
}
