import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallOutput } from '../../../shared/bridge/index.ts';
import type { ClinicInfo } from '../../../shared/bridge/session.ts';
import { useDo } from '../../bridge/index.ts';
import { CheckpointFacts } from '../../recovery/CheckpointFacts.tsx';
import { Compare } from '../../recovery/Compare.tsx';
import classes from '../../recovery/Paper.module.css';
import { Paper, PaperActions, Sheet } from '../../recovery/paper.tsx';
import { shortClinicId } from '../../recovery/short.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Qr } from '../../ui/Qr.tsx';
import { Facts, Section } from '../../ui/Section.tsx';

/** Words that confirm what is here: to show, to print, and to compare with a print. */
export function CheckpointSection({ clinic }: { readonly clinic: ClinicInfo }) {
  const { t } = useTranslation();
  const checkpoint = useDo('clinic.checkpoint');
  const [printing, setPrinting] = useState(false);
  const show = () => checkpoint.mutate({});
  return (
    <Section title={t('checkpoint.title')}>
      <Stack gap="sm">
        <p className={classes.note}>{t('checkpoint.body')}</p>
        {checkpoint.data ? <CheckpointFacts checkpoint={checkpoint.data} /> : null}
        <FailureNotice failure={checkpoint.error?.failure} />
        <Group gap="xs">
          <Button variant="default" loading={checkpoint.isPending} onClick={show}>
            {t('checkpoint.show')}
          </Button>
          {checkpoint.data ? (
            <Button variant="default" onClick={() => setPrinting(true)}>
              {t('checkpoint.print')}
            </Button>
          ) : null}
        </Group>
        <Compare />
      </Stack>
      {printing && checkpoint.data ? (
        <CheckpointPaper clinic={clinic} checkpoint={checkpoint.data} onClose={() => setPrinting(false)} />
      ) : null}
    </Section>
  );
}

interface CheckpointPaperProps {
  readonly clinic: ClinicInfo;
  readonly checkpoint: CallOutput<'clinic.checkpoint'>;
  readonly onClose: () => void;
}

function CheckpointPaper({ clinic, checkpoint, onClose }: CheckpointPaperProps) {
  const { t } = useTranslation();
  const name = t('checkpoint.pdfName', { clinic: clinic.name });
  return (
    <Paper
      title={t('checkpoint.page')}
      actions={<PaperActions what="page" name={name} savedHint={t('checkpoint.saved')} />}
      close={t('common.close')}
      escapable
      onClose={onClose}
    >
      <Sheet title={t('checkpoint.page')}>
        <div className={classes.top}>
          <div className={classes.about}>
            <Facts
              facts={[
                [t('kit.clinic'), clinic.name],
                [t('kit.clinicId'), shortClinicId(clinic.clinicId)],
              ]}
            />
            <p>{t('checkpoint.why')}</p>
          </div>
          <Qr text={`${checkpoint.position} ${checkpoint.words}`} label={t('checkpoint.qr')} size={132} />
        </div>
        <h3 className={classes.subtitle}>{t('checkpoint.words')}</h3>
        <CheckpointFacts checkpoint={checkpoint} />
        <h3 className={classes.subtitle}>{t('kit.how')}</h3>
        <ol className={classes.steps}>
          <li>{t('checkpoint.how1')}</li>
          <li>{t('checkpoint.how2')}</li>
          <li>{t('checkpoint.how3')}</li>
        </ol>
      </Sheet>
    </Paper>
  );
}
