import { useTranslation } from 'react-i18next';
import { differingElements } from '../../records/values/elements.ts';
import { fieldWord } from '../../records/values/fields.ts';
import { Difference } from '../../ui/Difference.tsx';
import { Choice } from './Choice.tsx';
import type { ChoicesProps } from './contract.ts';
import classes from './Inbox.module.css';

/** A final record that was amended in two ways: whole versions, of each what differs from the other. */
export function AmendmentChoices({ conflict, busy, onDecide }: ChoicesProps) {
  const { t } = useTranslation();
  const versions = differingElements(conflict.values.map(({ value }) => value));
  return (
    <div className={classes.values}>
      {conflict.values.map((value, index) => {
        const elements = versions[index] ?? [];
        const words = elements.map(({ words: each }) => each).join(t('common.dot'));
        return (
          <Choice
            key={value.write}
            words={words}
            digit={index + 1}
            by={value.by}
            busy={busy}
            onKeep={() => onDecide({ keep: value.write })}
          >
            <dl className={classes.elements}>
              {elements.map(({ element, words: each, other }) => (
                <div key={element}>
                  <dt>{fieldWord(t, element, conflict.record.type)}</dt>
                  <dd>{each === '' ? t('inbox.removed') : <Difference before={other || null} after={each} />}</dd>
                </div>
              ))}
            </dl>
            {value.reason ? <p className={classes.quiet}>{t('inbox.reason', { reason: value.reason })}</p> : null}
          </Choice>
        );
      })}
    </div>
  );
}
