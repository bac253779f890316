import { Button } from '@mantine/core';
import { IconAlertTriangle, IconWritingSign } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SheetLine } from '../../../shared/bridge/signing.ts';
import { useFormat } from '../../locales/manner.tsx';
import { measuredWords } from '../../records/observation/units.ts';
import { readableDecimals } from '../../records/values/decimals.ts';
import { typeWord } from '../../records/values/fields.ts';
import { WholeRecord } from '../../records/values/WholeRecord.tsx';
import { Badge, ConflictBadge } from '../../ui/Marks.tsx';
import classes from './Sheet.module.css';

/** One record of a visit: what it says, who signed it, and every field of it on request. */
export function Line({ line }: { line: SheetLine }) {
  const { t } = useTranslation();
  const { time } = useFormat();
  const [whole, setWhole] = useState(false);
  const words = readableDecimals(line.text);
  return (
    <li className={classes.line}>
      <span className={classes.type}>{typeWord(t, line.type)}</span>
      <div className={classes.words}>
        <p className={classes.title}>
          {line.title || t('chart.visit')} <ConflictBadge count={line.conflicts} />
          {line.goesOn ? <span className={classes.quiet}> {t('sheet.goesOn')}</span> : null}
        </p>
        {line.text === '' ? null : (
          <p className={classes.text}>{line.type === 'Observation' ? measuredWords(words) : line.text}</p>
        )}
        {line.signatures.map(({ by, at, valid }) => (
          <p key={`${by} ${at}`} className={classes.signature}>
            <Badge
              tone={valid ? 'good' : 'danger'}
              icon={
                valid ? (
                  <IconWritingSign size="1em" stroke={2} aria-hidden />
                ) : (
                  <IconAlertTriangle size="1em" stroke={2} aria-hidden />
                )
              }
            >
              {t(valid ? 'record.signed' : 'record.invalid')}
            </Badge>{' '}
            <span className={`${classes.quiet} tabular`}>
              {by}
              {t('common.dot')}
              {time(at)}
            </span>
          </p>
        ))}
        {whole ? <WholeRecord record={line} version={line.version} /> : null}
      </div>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        aria-expanded={whole}
        aria-label={`${t(whole ? 'history.hide' : 'history.look')}: ${line.title || t('chart.visit')}`}
        onClick={() => setWhole(!whole)}
      >
        {t(whole ? 'history.hide' : 'history.look')}
      </Button>
    </li>
  );
}
