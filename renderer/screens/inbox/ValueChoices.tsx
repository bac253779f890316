import { useTranslation } from 'react-i18next';
import { useRegisterWords } from '../../records/values/useRegisterWords.ts';
import { Difference } from '../../ui/Difference.tsx';
import { Choice } from './Choice.tsx';
import type { ChoicesProps } from './contract.ts';
import classes from './Inbox.module.css';
import { mayKeep } from './may-decide.ts';

/** So much is compared at a glance with what stands above it; in a longer text what was taken out must be shown in its place. */
const GLANCE = 40;

/** What it was before, and the values side by side with what differs from it marked. */
export function ValueChoices({ conflict, busy, may, onDecide }: ChoicesProps) {
  const { t } = useTranslation();
  const registerWords = useRegisterWords();
  const life = conflict.kind === 'delete-edit';
  const base = life ? null : registerWords(conflict.register, conflict.base);
  return (
    <>
      {life ? null : (
        <p className={classes.base}>
          <span className={classes.quiet}>{t('inbox.before')}</span> {base ?? t('inbox.beforeNone')}
        </p>
      )}
      <div className={classes.values}>
        {conflict.values.map((value, index) => {
          const shown = registerWords(conflict.register, value.value);
          const words =
            shown === null
              ? t(life ? 'inbox.deleted' : 'inbox.removed')
              : life
                ? t('inbox.edited', { value: shown })
                : shown;
          return (
            <Choice
              key={value.write}
              words={words}
              digit={index + 1}
              by={value.by}
              busy={busy}
              onKeep={mayKeep(may, conflict, value) ? () => onDecide({ keep: value.write }) : undefined}
            >
              {shown === null || life ? (
                words
              ) : (
                <Difference before={base} after={words} marks={(base ?? '').length > GLANCE ? 'both' : 'added'} />
              )}
            </Choice>
          );
        })}
      </div>
    </>
  );
}
