import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type TypedPassphrase, useNewPassphrase } from '../bridge/new-passphrase.ts';
import { NewPassphrase } from '../ui/NewPassphrase.tsx';
import { useRequired } from '../ui/useRequired.ts';

/** Who comes in by the kit, as far as it is typed. */
export interface TypedOwner {
  readonly name: string;
  readonly typed: TypedPassphrase;
  /** Name and passphrase can be used. */
  readonly whole: boolean;
  setName(name: string): void;
}

/** The state of a new owner's fields. */
export function useNewOwner(): TypedOwner {
  const [name, setName] = useState('');
  const typed = useNewPassphrase([name]);
  return { name, typed, whole: name.trim() !== '' && typed.good, setName };
}

/** A new owner's name, and a passphrase twice. `tried`: what is missing is said. */
export function NewOwner({ owner, tried }: { readonly owner: TypedOwner; readonly tried: boolean }) {
  const { t } = useTranslation();
  const required = useRequired(tried);
  return (
    <>
      <TextInput
        label={t('create.ownerName')}
        description={t('recover.nameHint')}
        value={owner.name}
        error={required(owner.name)}
        maxLength={200}
        autoComplete="off"
        onChange={(event) => owner.setName(event.currentTarget.value)}
      />
      <NewPassphrase
        label={t('recover.passphrase')}
        hint={t('create.passphraseHint')}
        tried={tried}
        typed={owner.typed}
      />
    </>
  );
}
