import { Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './Loading.module.css';
import { useLate } from './useLate.ts';

/** Says that something is coming, once it has taken more than 100 ms. */
export function Loading({ label }: { label?: string }) {
  const { t } = useTranslation();
  const late = useLate();
  return (
    <div className={classes.loading} role="status">
      {late ? (
        <>
          <Loader size="sm" color="apricot" aria-hidden />
          <span>{label ?? t('common.loading')}</span>
        </>
      ) : null}
    </div>
  );
}
