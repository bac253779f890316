import { useTranslation } from 'react-i18next';
import type { TypedPassphrase } from '../bridge/new-passphrase.ts';
import { SecretField, StrengthMeter } from './Secret.tsx';
import { useRequired } from './useRequired.ts';

interface NewPassphraseProps {
  readonly label: string;
  readonly hint: string;
  /** Says what is missing. */
  readonly tried: boolean;
  /** Of `useNewPassphrase`. */
  readonly typed: TypedPassphrase;
}

/** Two fields and how good the words are. */
export function NewPassphrase({ label, hint, tried, typed }: NewPassphraseProps) {
  const { t } = useTranslation();
  const required = useRequired(tried);
  const { passphrase, repeat } = typed;
  const different = repeat !== '' && repeat !== passphrase;
  return (
    <>
      <div>
        <SecretField
          label={label}
          description={hint}
          value={passphrase}
          error={required(passphrase) ?? (tried && typed.weak)}
          maxLength={1000}
          onChange={(event) => typed.setPassphrase(event.currentTarget.value)}
        />
        <StrengthMeter strength={typed.strength} />
      </div>
      <SecretField
        label={t('create.repeat')}
        value={repeat}
        error={
          required(repeat) ??
          (different && (tried || repeat.length >= passphrase.length) ? t('create.different') : undefined)
        }
        maxLength={1000}
        onChange={(event) => typed.setRepeat(event.currentTarget.value)}
      />
    </>
  );
}
