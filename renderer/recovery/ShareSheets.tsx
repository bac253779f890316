import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallOutput } from '../../shared/bridge/index.ts';
import type { ClinicInfo } from '../../shared/bridge/session.ts';
import { useFormat } from '../locales/manner.tsx';
import { Confirm } from '../ui/Confirm.tsx';
import { Qr } from '../ui/Qr.tsx';
import { Facts } from '../ui/Section.tsx';
import { Words } from '../ui/Words.tsx';
import classes from './Paper.module.css';
import { Paper, PaperActions, Sheet } from './paper.tsx';
import { shortClinicId } from './short.ts';

interface ShareSheetsProps {
  readonly clinic: ClinicInfo;
  readonly split: CallOutput<'kit.split'>;
  readonly onClose: () => void;
}

/** A sheet for each holder. They are there only until this is closed. */
export function ShareSheets({ clinic, split, onClose }: ShareSheetsProps) {
  const { t } = useTranslation();
  const { day } = useFormat();
  const [asked, setAsked] = useState(false);
  return (
    <Paper
      title={t('share.sheets', { count: split.shares.length })}
      actions={
        <PaperActions what="kit" name={t('share.pdfName', { clinic: clinic.name })} savedHint={t('kit.saved')} />
      }
      close={t('share.done')}
      onClose={() => setAsked(true)}
    >
      <Confirm
        opened={asked}
        title={t('share.doneTitle')}
        yes={t('share.done')}
        no={t('share.doneBack')}
        onYes={onClose}
        onNo={() => setAsked(false)}
      >
        {t('share.doneBody')}
      </Confirm>
      {split.shares.map(({ index, holder, words }) => (
        <Sheet key={index} title={t('share.title')}>
          <div className={classes.top}>
            <div className={classes.about}>
              <Facts
                facts={[
                  [t('share.holder'), holder],
                  [t('kit.clinic'), clinic.name],
                  [t('kit.clinicId'), shortClinicId(clinic.clinicId)],
                  [t('share.number'), t('share.numberOf', { index, total: split.shares.length })],
                  [t('share.set'), split.set],
                  [t('share.needed'), String(split.threshold)],
                  [t('kit.made'), day(split.at)],
                ]}
              />
            </div>
            <Qr text={words} label={t('kit.qr')} size={168} />
          </div>
          <h3 className={classes.subtitle}>{t('share.words')}</h3>
          <Words words={words} label={t('share.words')} />
          <h3 className={classes.subtitle}>{t('kit.how')}</h3>
          <ol className={classes.steps}>
            <li>{t('share.how1', { threshold: split.threshold })}</li>
            <li>{t('share.how2')}</li>
            <li>{t('share.how3')}</li>
          </ol>
        </Sheet>
      ))}
    </Paper>
  );
}
