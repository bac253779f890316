import { Button, Checkbox } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../shared/base/errors.ts';
import type { CallOutput } from '../../../shared/bridge/index.ts';
import type { ClinicInfo } from '../../../shared/bridge/session.ts';
import { ask, useAsk } from '../../bridge/index.ts';
import { useFormat, ZoneProvider } from '../../locales/manner.tsx';
import { CheckpointFacts } from '../../recovery/CheckpointFacts.tsx';
import paper from '../../recovery/Paper.module.css';
import { PaperActions } from '../../recovery/paper.tsx';
import { ShareSheets } from '../../recovery/ShareSheets.tsx';
import { SplitForm } from '../../recovery/SplitForm.tsx';
import { shortClinicId } from '../../recovery/short.ts';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Qr } from '../../ui/Qr.tsx';
import { Facts } from '../../ui/Section.tsx';
import { Words } from '../../ui/Words.tsx';
import { Threshold } from '../Threshold.tsx';
import classes from './Kit.module.css';

/** The page that is printed once: the only way back when everything else is lost. It stays until somebody has put it away. */
export function KitScreen({ clinic }: { readonly clinic: ClinicInfo }) {
  const kit = useAsk('clinic.kit', {}, { staleTime: 0 });
  const { t } = useTranslation();
  if (kit.error)
    return (
      <Threshold title={t('kit.title')}>
        <FailureNotice failure={kit.error.failure} />
      </Threshold>
    );
  return kit.data?.recoveryPhrase === undefined ? (
    <Loading />
  ) : (
    <ZoneProvider timeZone={clinic.timeZone}>
      <Kit clinic={clinic} phrase={kit.data.recoveryPhrase} />
    </ZoneProvider>
  );
}

function Kit({ clinic, phrase }: { readonly clinic: ClinicInfo; readonly phrase: string }) {
  const client = useQueryClient();
  const { t } = useTranslation();
  const [away, setAway] = useState(false);
  const [splitting, setSplitting] = useState(false);
  const [split, setSplit] = useState<CallOutput<'kit.split'>>();
  const [failure, setFailure] = useState<Failure>();
  const putAway = async () => {
    const result = await ask('clinic.kitPutAway', {});
    if (result.ok) client.removeQueries({ queryKey: ['clinic.kit'] });
    else setFailure(result.error);
  };
  return (
    <Threshold title={t('kit.title')} lead={<span className="no-print">{t('kit.lead')}</span>} wide>
      <KitSheet clinic={clinic} phrase={phrase} />
      <div className={`${classes.foot} no-print`}>
        <FailureNotice failure={failure} />
        <div className={classes.actions}>
          <PaperActions what="kit" name={t('kit.pdfName', { clinic: clinic.name })} savedHint={t('kit.saved')} />
          {splitting ? null : (
            <Button variant="subtle" onClick={() => setSplitting(true)}>
              {t('share.split')}
            </Button>
          )}
        </div>
        {splitting ? (
          <SplitForm
            known
            onCancel={() => setSplitting(false)}
            onSplit={(made) => {
              setSplit(made);
              setSplitting(false);
            }}
          />
        ) : null}
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
      {split ? <ShareSheets clinic={clinic} split={split} onClose={() => setSplit(undefined)} /> : null}
    </Threshold>
  );
}

/** Everything that stands on the kit. */
function KitSheet({ clinic, phrase }: { readonly clinic: ClinicInfo; readonly phrase: string }) {
  const { t } = useTranslation();
  const { day, today } = useFormat();
  const checkpoint = useAsk('clinic.checkpoint', {});
  return (
    <div className={classes.kit}>
      <div className={paper.top}>
        <div className={paper.about}>
          <Facts
            facts={[
              [t('kit.clinic'), clinic.name],
              [t('kit.clinicId'), shortClinicId(clinic.clinicId)],
              [t('kit.made'), day(today())],
            ]}
          />
          <p>{t('kit.why')}</p>
          <p>{t('kit.who')}</p>
        </div>
        <Qr text={phrase} label={t('kit.qr')} size={168} />
      </div>
      <h2 className={paper.subtitle}>{t('kit.words')}</h2>
      <Words words={phrase} label={t('kit.words')} />
      <h2 className={paper.subtitle}>{t('kit.how')}</h2>
      <ol className={paper.steps}>
        <li>{t('kit.how1')}</li>
        <li>
          {t('kit.how2')} <span className={paper.line} />
        </li>
        <li>{t('kit.how3')}</li>
        <li>{t('kit.how4')}</li>
      </ol>
      <div className="no-print">
        <FailureNotice failure={checkpoint.error?.failure} />
      </div>
      {checkpoint.data ? (
        <>
          <h2 className={paper.subtitle}>{t('checkpoint.title')}</h2>
          <CheckpointFacts checkpoint={checkpoint.data} />
        </>
      ) : null}
    </div>
  );
}
