/** Fields that several ways into a clinic ask for. */
import { TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { askDesktop } from '../../bridge/index.ts';
import { useRequired } from '../../ui/useRequired.ts';

interface FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Somebody tried to go on: what is missing is said. */
  readonly tried: boolean;
  readonly autoFocus?: boolean;
}

/** The name of this computer, as a proposal. */
export function useWorkstationName(): [string, (name: string) => void] {
  const info = useQuery({
    queryKey: ['desktop.info'],
    queryFn: () => askDesktop('desktop.info', {}),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const [name, setName] = useState<string>();
  return [name ?? (info.data?.ok ? info.data.value.workstation : ''), setName];
}

/** What this workstation is called in the clinic. */
export function WorkstationField({ value, onChange, tried, autoFocus }: FieldProps) {
  const { t } = useTranslation();
  const required = useRequired(tried);
  return (
    <TextInput
      label={t('create.workstation')}
      description={t('create.workstationHint')}
      value={value}
      error={required(value)}
      maxLength={100}
      autoFocus={autoFocus ?? false}
      autoComplete="off"
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** Whether this can be a cloud's address. */
export function isAddress(url: string): boolean {
  return /^https?:\/\/\S+$/.test(url.trim());
}

/** Where the clinic's cloud is. */
export function AddressField({ value, onChange, tried, autoFocus, hint }: FieldProps & { readonly hint: string }) {
  const { t } = useTranslation();
  return (
    <TextInput
      label={t('join.url')}
      description={hint}
      type="url"
      value={value}
      error={tried && !isAddress(value) ? t('join.urlInvalid') : undefined}
      maxLength={2000}
      autoFocus={autoFocus ?? false}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
