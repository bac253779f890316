import { Button, Checkbox } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../shared/base/errors.ts';
import type { ClinicInfo } from '../../../shared/bridge/session.ts';
import { ask, askDesktop, useAsk } from '../../bridge/index.ts';
import { useFormat } from '../../locales/manner.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Qr } from '../../ui/Qr.tsx';
import { Facts } from '../../ui/Section.tsx';
import { useTell } from '../../ui/Told.tsx';
import { Words } from '../../ui/Words.tsx';
import { Threshold } from '../Threshold.tsx';
import classes from './Kit.module.css';

/** The page that is printed once: the only way back when everything else is lost. It stays until somebody has put it away. */
export function KitScreen({ clinic }: { readonly clinic: ClinicInfo }) {
  const kit = useAsk('clinic.kit', {}, { staleTime: 0 });
  if (kit.error) return <FailureNotice failure={kit.error.failure} />;
  return kit.data?.recoveryPhrase === undefined ? (
    <Loading />
  ) : (
    <Kit clinic={clinic} phrase={kit.data.recoveryPhrase} />
  );
}

function Kit({ clinic, phrase }: { readonly clinic: ClinicInfo; readonly phrase: string }) {
  const { name: clinicName, clinicId } = clinic;
  const client = useQueryClient();
  const { t } = useTranslation();
  const { day, today } = useFormat();
  const tell = useTell();
  const [away, setAway] = useState(false);
  const [failure, setFailure] = useState<Failure>();
  const print = async () => {
    const result = await askDesktop('desktop.print', {});
    setFailure(result.ok ? undefined : result.error);
    if (result.ok && result.value.printed) tell(t('kit.printed'));
  };
  const save = async () => {
    const result = await askDesktop('desktop.savePdf', {
      name: t('kit.pdfName', { clinic: clinicName }).slice(0, 200),
    });
    setFailure(result.ok ? undefined : result.error);
    if (result.ok && result.value.saved !== undefined) tell(t('kit.saved'));
  };
  const putAway = async () => {
    const result = await ask('clinic.kitPutAway', {});
    if (result.ok) client.removeQueries({ queryKey: ['clinic.kit'] });
    else setFailure(result.error);
  };
  return (
    <Threshold title={t('kit.title')} lead={<span className="no-print">{t('kit.lead')}</span>} wide>
      <div className={classes.kit}>
        <div className={classes.top}>
          <div className={classes.about}>
            <Facts
              facts={[
                [t('kit.clinic'), clinicName],
                [t('kit.clinicId'), clinicId],
                [t('kit.made'), day(today())],
              ]}
            />
            <p>{t('kit.why')}</p>
            <p>{t('kit.who')}</p>
          </div>
          <Qr text={phrase} label={t('kit.qr')} size={168} />
        </div>
        <h2 className={classes.subtitle}>{t('kit.words')}</h2>
        <Words words={phrase} label={t('kit.words')} />
      </div>
      <div className={`${classes.foot} no-print`}>
        {failure ? <FailureNotice failure={failure} /> : null}
        <div className={classes.actions}>
          <Button variant="default" onClick={() => void print()}>
            {t('kit.print')}
          </Button>
          <Button variant="default" onClick={() => void save()}>
            {t('kit.pdf')}
          </Button>
        </div>
        <div className={classes.actions}>
          <Checkbox
            label={t('kit.putAway')}
            checked={away}
            onChange={(event) => setAway(event.currentTarget.checked)}
          />
          <Button disabled={!away} onClick={() => void putAway()} className={classes.finish ?? ''}>
            {t('kit.finish')}
          </Button>
        </div>
      </div>
    </Threshold>
  );
}
