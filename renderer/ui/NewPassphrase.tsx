import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SecretField, type Strength, StrengthMeter } from './Secret.tsx';

/** A new passphrase as far as it is typed; `good` once it is strong enough and typed twice the same. */
export interface TypedPassphrase {
  readonly passphrase: string;
  readonly good: boolean;
}

interface NewPassphraseProps {
  readonly label: string;
  readonly hint: string;
  /** Says what is missing. */
  readonly tried: boolean;
  /** Words that an attacker would try first. */
  readonly hints: readonly string[];
  readonly measure: (passphrase: string, hints: readonly string[]) => Promise<Strength | undefined>;
  readonly onChange: (typed: TypedPassphrase) => void;
}

/** Two fields and how good the words are. */
export function NewPassphrase({ label, hint, tried, hints, measure, onChange }: NewPassphraseProps) {
  const { t } = useTranslation();
  const [passphrase, setPassphrase] = useState('');
  const [repeat, setRepeat] = useState('');
  const [strength, setStrength] = useState<Strength>();
  const words = hints.join('\n');
  useEffect(() => {
    let current = true;
    if (passphrase === '') setStrength(undefined);
    else
      void measure(passphrase, words === '' ? [] : words.split('\n')).then((measured) => {
        if (current) setStrength(measured);
      });
    return () => {
      current = false;
    };
  }, [passphrase, words, measure]);
  const strong = strength !== undefined && strength.score >= strength.floor;
  const different = repeat !== passphrase;
  const good = strong && passphrase !== '' && !different;
  useEffect(() => onChange({ passphrase, good }), [passphrase, good, onChange]);
  return (
    <>
      <div>
        <SecretField
          label={label}
          description={hint}
          value={passphrase}
          error={tried && passphrase === '' ? t('create.required') : tried && !strong}
          maxLength={1000}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
        />
        <StrengthMeter strength={strength} />
      </div>
      <SecretField
        label={t('create.repeat')}
        value={repeat}
        error={different && (tried || repeat.length >= passphrase.length) ? t('create.different') : undefined}
        maxLength={1000}
        onChange={(event) => setRepeat(event.currentTarget.value)}
      />
    </>
  );
}
