import { Loader } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Loading.module.css';

/** Says that something is coming, once it has taken more than 100 ms. */
export function Loading({ label }: { label?: string }) {
  const { t } = useTranslation();
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 100);
    return () => clearTimeout(timer);
  }, []);
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
