import { useTranslation } from 'react-i18next';
import { differingElements } from '../../records/values/elements.ts';
import { Choice } from './Choice.tsx';
import type { ChoicesProps } from './contract.ts';
import { Elements } from './Elements.tsx';
import classes from './Inbox.module.css';
import { KeepCombined } from './KeepCombined.tsx';
import { mayDecide, mayKeep } from './may-decide.ts';

/** A final record that was amended in two ways: whole versions, of each what differs from the other, and both together. */
export function AmendmentChoices({ conflict, busy, may, onDecide }: ChoicesProps) {
  const { t } = useTranslation();
  const { type } = conflict.record;
  const { combined } = conflict;
  const versions = differingElements([...conflict.values.map(({ value }) => value), ...(combined ? [combined] : [])]);
  return (
    <>
      <div className={classes.values}>
        {conflict.values.map((value, index) => {
          const elements = versions[index] ?? [];
          return (
            <Choice
              key={value.write}
              words={elements.map(({ words }) => words).join(t('common.dot'))}
              digit={index + 1}
              by={value.by}
              busy={busy}
              onKeep={mayKeep(may, conflict, value) ? () => onDecide({ keep: value.write }) : undefined}
            >
              <Elements type={type} elements={elements} />
              {value.reason ? <p className={classes.quiet}>{t('inbox.reason', { reason: value.reason })}</p> : null}
            </Choice>
          );
        })}
      </div>
      {combined === null ? null : (
        <div className={classes.combine}>
          <div>
            <p className={classes.quiet}>{t('inbox.combined')}</p>
            <Elements type={type} elements={versions.at(-1) ?? []} />
          </div>
          {mayDecide(may, conflict) ? <KeepCombined busy={busy} onKeep={() => onDecide({ value: combined })} /> : null}
        </div>
      )}
    </>
  );
}
