import { Button, SegmentedControl, Stack, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RecoverySecret } from '../../shared/bridge/kit.ts';

const MAX_SHARES = 10;

/** What is being typed from paper. It lives in the form alone and goes with it. */
export interface Typed {
  readonly kind: 'phrase' | 'shares';
  readonly phrase: string;
  readonly shares: readonly string[];
}

export const NOTHING_TYPED: Typed = { kind: 'phrase', phrase: '', shares: ['', ''] };

/** What the vault is asked with; undefined while nothing is typed. */
export function secretOf({ kind, phrase, shares }: Typed): RecoverySecret | undefined {
  if (kind === 'phrase') return phrase.trim() === '' ? undefined : { phrase };
  const filled = shares.filter((share) => share.trim() !== '');
  return filled.length > 0 ? { shares: filled } : undefined;
}

interface SecretEntryProps {
  readonly typed: Typed;
  readonly onType: (typed: Typed) => void;
  /** Somebody tried to go on: that nothing is typed is said. */
  readonly tried?: boolean;
}

/** The 24 words or shares of them, typed or scanned by a reader that types. */
export function SecretEntry({ typed, onType, tried = false }: SecretEntryProps) {
  const { t } = useTranslation();
  const missing = tried && !secretOf(typed) ? t('create.required') : undefined;
  const field = { autosize: true, minRows: 3, maxLength: 2000, autoComplete: 'off', spellCheck: false } as const;
  return (
    <Stack gap="sm">
      <SegmentedControl
        aria-label={t('secret.kind')}
        value={typed.kind}
        onChange={(kind) => onType({ ...typed, kind: kind === 'shares' ? 'shares' : 'phrase' })}
        data={[
          { value: 'phrase', label: t('secret.phrase') },
          { value: 'shares', label: t('secret.shares') },
        ]}
      />
      {typed.kind === 'phrase' ? (
        <Textarea
          {...field}
          label={t('secret.phrase')}
          description={t('secret.hint')}
          error={missing}
          value={typed.phrase}
          onChange={(event) => onType({ ...typed, phrase: event.currentTarget.value })}
        />
      ) : (
        <>
          {typed.shares.map((share, at) => (
            <Textarea
              // biome-ignore lint/suspicious/noArrayIndexKey: fields keep their place
              key={at}
              {...field}
              label={t('secret.share', { number: at + 1 })}
              {...(at === 0 ? { description: t('secret.shareHint'), error: missing } : {})}
              value={share}
              onChange={(event) => onType({ ...typed, shares: typed.shares.with(at, event.currentTarget.value) })}
            />
          ))}
          <div>
            <Button
              variant="default"
              size="compact-sm"
              disabled={typed.shares.length >= MAX_SHARES}
              onClick={() => onType({ ...typed, shares: [...typed.shares, ''] })}
            >
              {t('secret.more')}
            </Button>
          </div>
        </>
      )}
    </Stack>
  );
}
