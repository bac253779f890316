import {
  IconBuildingHospital,
  IconChevronRight,
  IconLifebuoy,
  IconPlugConnected,
  IconRestore,
  IconSeeding,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../../shared/base/errors.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { usePreferences } from '../../ui/preferences.tsx';
import { Threshold } from '../Threshold.tsx';
import { useLanguage } from '../useLanguage.ts';
import { RequestByFile } from './ByFile.tsx';
import { CreateClinic } from './CreateClinic.tsx';
import { AskForCode } from './Joining.tsx';
import { Recover } from './Recover.tsx';
import { RestoreBackup } from './RestoreBackup.tsx';
import { Sample } from './Sample.tsx';
import classes from './Start.module.css';

export { Differed, Joining } from './Joining.tsx';

type Step = 'choose' | 'create' | 'join' | 'join-file' | 'restore' | 'recover' | 'sample';

interface StartProps {
  /** The window stays here until the answer is there, although the vault already says that the clinic is open. */
  readonly onHold: (held: boolean) => void;
  /** Why the last request to join came to nothing. */
  readonly joinFailure: Failure | undefined;
}

/** First start: the language first, then one of several ways. */
export function StartScreen({ onHold, joinFailure }: StartProps) {
  const { preferences } = usePreferences();
  const [step, setStep] = useState<Step>('choose');
  if (preferences.locale === undefined) return <ChooseLanguage />;
  const back = () => setStep('choose');
  if (step === 'create') return <CreateClinic onBack={back} />;
  if (step === 'join') return <AskForCode onBack={back} onByFile={() => setStep('join-file')} />;
  if (step === 'join-file') return <RequestByFile onBack={() => setStep('join')} />;
  if (step === 'recover') return <Recover onBack={back} onHold={onHold} />;
  if (step === 'restore') return <RestoreBackup onBack={back} />;
  if (step === 'sample') return <Sample onBack={back} onHold={onHold} />;
  return <Choose onStep={setStep} failure={joinFailure} />;
}

function ChooseLanguage() {
  const { t } = useTranslation();
  const [, setLocale] = useLanguage();
  return (
    <Threshold title="请选择语言" lead="Choose your language" hideLanguage>
      <div className={classes.ways}>
        {(['zh-CN', 'en'] as const).map((locale) => (
          <button key={locale} type="button" lang={locale} className={classes.way} onClick={() => setLocale(locale)}>
            <span className={classes.wayTitle}>{t(`language.${locale}`)}</span>
            <IconChevronRight size="1.25rem" stroke={1.8} aria-hidden className={classes.go} />
          </button>
        ))}
      </div>
    </Threshold>
  );
}

const WAYS = [
  { step: 'create', icon: IconBuildingHospital },
  { step: 'join', icon: IconPlugConnected },
  { step: 'restore', icon: IconRestore },
  { step: 'recover', icon: IconLifebuoy },
  { step: 'sample', icon: IconSeeding },
] as const;

function Choose({ onStep, failure }: { onStep: (step: Step) => void; failure: Failure | undefined }) {
  const { t } = useTranslation();
  return (
    <Threshold title={t('start.title')} lead={t('start.promise')}>
      <FailureNotice failure={failure} />
      <div className={classes.ways}>
        {WAYS.map(({ step, icon: Icon }) => (
          <button
            key={step}
            type="button"
            className={classes.way}
            onClick={() => onStep(step)}
            aria-label={t(`start.${step}`)}
            aria-description={t(`start.${step}Body`)}
          >
            <Icon size="1.5rem" stroke={1.6} aria-hidden className={classes.icon} />
            <span>
              <span className={classes.wayTitle}>{t(`start.${step}`)}</span>
              <span className={classes.wayBody}>{t(`start.${step}Body`)}</span>
            </span>
            <IconChevronRight size="1.25rem" stroke={1.8} aria-hidden className={classes.go} />
          </button>
        ))}
      </div>
    </Threshold>
  );
}
