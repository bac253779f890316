/** A label for a folder, a tube or a wristband: who it is, and the number as a bar code. */
import type { PrintContent } from '../../../shared/bridge/prints.ts';
import { barcodeOf } from '../../ui/paper/barcode.ts';
import { type Size, SLACK } from '../../ui/paper/Pages.tsx';
import { sexWord } from './Parts.tsx';
import classes from './Print.module.css';
import type { PrintWords } from './words.ts';

/** Padding on all sides, and what the lines of text take, in millimetres. */
const PADDING = 2;
const TEXT = 11;

interface LabelProps {
  readonly content: PrintContent;
  readonly words: PrintWords;
  readonly size: Size;
}

/** What stands on a label; without a number there is no code on it. */
export function Label({ content, words, size }: LabelProps) {
  const { hit } = content;
  const { t } = words;
  const room = { width: size.width - 2 * PADDING, height: size.height - 2 * PADDING - TEXT - 4 };
  const code = hit.identifier === undefined ? undefined : barcodeOf(hit.identifier, room);
  const born = hit.birthDate ? t('chart.born', { date: words.day(hit.birthDate) }) : t('common.notRecorded');
  return (
    <div
      className={classes.label}
      style={{ width: `${size.width - SLACK}mm`, height: `${size.height - SLACK}mm` }}
      lang={words.locale}
    >
      <div className={classes.labelText}>
        <p className={classes.labelName}>{hit.name || t('common.notRecorded')}</p>
        <p>{[hit.latin === hit.name ? '' : hit.latin, sexWord(content, words), born].filter(Boolean).join(' · ')}</p>
      </div>
      <div className={classes.labelCode}>
        {code ? (
          <img
            src={code.source}
            alt={t('print.barcode', { number: hit.identifier })}
            data-code={code.kind}
            style={{ width: `${code.width}mm`, height: `${code.height}mm` }}
          />
        ) : null}
        <span>{hit.identifier ?? t('print.noNumber')}</span>
      </div>
    </div>
  );
}
