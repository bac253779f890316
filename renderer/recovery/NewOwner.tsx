import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../bridge/index.ts';
import { SecretField, StrengthMeter } from '../ui/Secret.tsx';

const PAUSE_MS = 150;

/** Who comes in by the kit. */
export interface Owner {
  readonly name: string;
  readonly passphrase: string;
  readonly repeat: string;
}

export const NO_OWNER: Owner = { name: '', passphrase: '', repeat: '' };

interface NewOwnerProps {
  readonly owner: Owner;
  readonly onChange: (owner: Owner) => void;
  /** Somebody tried to go on: what is missing is said. */
  readonly tried: boolean;
}

/** Whether name and passphrase can be used; how good the passphrase is, the vault judges again. */
export function isWhole({ name, passphrase, repeat }: Owner): boolean {
  return name.trim() !== '' && passphrase !== '' && passphrase === repeat;
}

/** A new owner's name, and a passphrase twice. */
export function NewOwner({ owner, onChange, tried }: NewOwnerProps) {
  const { t } = useTranslation();
  const [judged] = useDebouncedValue(owner.passphrase, PAUSE_MS);
  const strength = useAsk(
    'passphrase.strength',
    { passphrase: judged, hints: owner.name.trim() === '' ? [] : [owner.name.trim()] },
    { enabled: judged !== '', keepPrevious: true, staleTime: 0 },
  );
  const required = (text: string) => (tried && text.trim() === '' ? t('create.required') : undefined);
  const different = owner.repeat !== '' && owner.repeat !== owner.passphrase;
  return (
    <>
      <TextInput
        label={t('create.ownerName')}
        description={t('recover.nameHint')}
        value={owner.name}
        error={required(owner.name)}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => onChange({ ...owner, name: event.currentTarget.value })}
      />
      <div>
        <SecretField
          label={t('recover.passphrase')}
          description={t('create.passphraseHint')}
          value={owner.passphrase}
          error={required(owner.passphrase)}
          maxLength={1000}
          onChange={(event) => onChange({ ...owner, passphrase: event.currentTarget.value })}
        />
        <StrengthMeter strength={owner.passphrase === '' ? undefined : strength.data} />
      </div>
      <SecretField
        label={t('create.repeat')}
        value={owner.repeat}
        error={
          required(owner.repeat) ??
          (different && (tried || owner.repeat.length >= owner.passphrase.length) ? t('create.different') : undefined)
        }
        maxLength={1000}
        onChange={(event) => onChange({ ...owner, repeat: event.currentTarget.value })}
      />
    </>
  );
}
