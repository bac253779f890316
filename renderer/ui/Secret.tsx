/** Passphrases: a field that can be looked into, and how good the words are. */
import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './Secret.module.css';

/** A passphrase field; the eye says what it does. */
export function SecretField(props: PasswordInputProps) {
  const { t } = useTranslation();
  return (
    <PasswordInput
      autoComplete="off"
      spellCheck={false}
      visibilityToggleButtonProps={{ 'aria-label': t('create.show') }}
      {...props}
    />
  );
}

export interface Strength {
  readonly score: number;
  readonly floor: number;
}

/** Four bars and a word; says what to do while it is not enough. */
export function StrengthMeter({ strength }: { strength: Strength | undefined }) {
  const { t } = useTranslation();
  const score = Math.max(0, Math.min(4, strength?.score ?? 0)) as 0 | 1 | 2 | 3 | 4;
  const enough = strength !== undefined && score >= strength.floor;
  return (
    <div className={classes.meter} data-enough={enough || undefined}>
      <meter className="visually-hidden" aria-label={t('strength.label')} min={0} max={4} value={score} />
      <div className={classes.bars} aria-hidden>
        {[1, 2, 3, 4].map((bar) => (
          <span key={bar} data-on={strength !== undefined && score >= bar ? true : undefined} />
        ))}
      </div>
      <span className={classes.words} aria-live="polite">
        {strength
          ? t('strength.line', {
              word: t(`strength.${score}`),
              advice: t(enough ? 'strength.enough' : 'strength.below'),
            })
          : ''}
      </span>
    </div>
  );
}
