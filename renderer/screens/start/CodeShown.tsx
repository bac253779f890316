import { Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Qr } from '../../ui/Qr.tsx';
import { Code } from '../../ui/Words.tsx';
import classes from './Start.module.css';

/** The code that goes to the owner's workstation, to be read or scanned; nothing where it is not known any more. */
export function CodeShown({ code }: { readonly code: string }) {
  const { t } = useTranslation();
  return code === '' ? null : (
    <div className={classes.code}>
      <Code code={code} label={t('join.codeLabel')} />
      <Qr text={code} label={t('join.qr')} />
    </div>
  );
}

/** What is waited for. */
export function Waiting({ children }: { readonly children: string }) {
  return (
    <p className={classes.waiting} role="status">
      <Loader size="sm" aria-hidden />
      {children}
    </p>
  );
}
