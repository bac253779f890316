import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallOutput } from '../../../shared/bridge/index.ts';
import type { ClinicInfo } from '../../../shared/bridge/session.ts';
import { useDo } from '../../bridge/index.ts';
import { useFormat } from '../../locales/manner.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Qr } from '../../ui/Qr.tsx';
import { Facts, Section } from '../../ui/Section.tsx';
import { CheckpointFacts } from './CheckpointFacts.tsx';
import classes from './Paper.module.css';
import { Paper, PaperActions, Sheet } from './paper.tsx';
import { shortClinicId } from './short.ts';

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
        {checkpoint.error ? <FailureNotice failure={checkpoint.error.failure} /> : null}
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
      actions={<PaperActions name={name} savedHint={t('checkpoint.saved')} />}
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

/** Position and words of a print, typed or scanned in one go. */
function Compare() {
  const { t } = useTranslation();
  const { number } = useFormat();
  const [text, setText] = useState('');
  const compare = useDo('checkpoint.compare');
  const [position = ''] = /\d+(?:\s*[-‐-―]\s*\d+)+/.exec(text) ?? [];
  const words = text.replace(position, ' ').trim();
  const answer = compare.data;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (position !== '' && words !== '') compare.mutate({ position, words });
      }}
    >
      <Stack gap="sm">
        <TextInput
          label={t('checkpoint.compare')}
          description={t('checkpoint.compareHint')}
          value={text}
          maxLength={900}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => {
            setText(event.currentTarget.value);
            compare.reset();
          }}
        />
        {answer?.outcome === 'same' ? (
          <Notice tone="good" alert>
            {t('checkpoint.same', { changes: number(answer.since) })}
          </Notice>
        ) : null}
        {answer?.outcome === 'behind' ? (
          <Notice tone="danger" alert>
            {t('checkpoint.behind', { missing: number(answer.missing) })}
          </Notice>
        ) : null}
        {answer?.outcome === 'differs' ? (
          <Notice tone="danger" alert>
            {t('checkpoint.differs')}
          </Notice>
        ) : null}
        {compare.error ? <FailureNotice failure={compare.error.failure} /> : null}
        <div>
          <Button
            type="submit"
            variant="default"
            loading={compare.isPending}
            disabled={position === '' || words === ''}
          >
            {t('checkpoint.compareDo')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
