import { useTranslation } from 'react-i18next';
import type { TablePreview } from '../../../shared/bridge/tables.ts';
import type { JsonObject } from '../../../shared/records/json.ts';
import { useFormat } from '../../locales/manner.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Section } from '../../ui/Section.tsx';
import { Table } from '../../ui/Table.tsx';
import classes from './Table.module.css';
import { resourceWords } from './words.ts';

/** What becomes of the rows, and what would wait. */
export function PreviewPart({ preview }: { preview: TablePreview }) {
  const { t, i18n } = useTranslation();
  const { number } = useFormat();
  const [fault] = preview.faults;
  if (fault)
    return (
      <Section title={t('table.preview')}>
        <Notice tone="look">
          {fault.code === 'no-resources' || fault.code === 'unknown-name'
            ? t('table.needsPatient')
            : t('table.fault', { what: fault.message })}
        </Notice>
      </Section>
    );
  return (
    <Section title={t('table.preview')}>
      <div className={classes.stack}>
        <Notice tone={preview.waiting > 0 ? 'look' : 'good'}>
          {preview.waiting > 0
            ? t('table.someWait', { waiting: number(preview.waiting), judged: number(preview.judged) })
            : t('table.noneWaits', { judged: number(preview.judged) })}
        </Notice>
        <ol className={classes.previews} aria-label={t('table.preview')}>
          {preview.rows.map((row) => (
            <li key={row.line} className={classes.previewRow}>
              <span className={classes.quiet}>
                {t('table.line')} {number(row.line)}
              </span>
              {row.problems.length > 0 ? (
                <span>{t('table.waits')}</span>
              ) : (
                <ul className={classes.resources}>
                  {row.resources.map(({ name, resource }, index) => {
                    const words = resourceWords(t, i18n.language, resource as JsonObject);
                    return (
                      // biome-ignore lint/suspicious/noArrayIndexKey: several diagnoses of a row have one name
                      <li key={`${name}${index}`}>
                        <span className={classes.quiet}>{words.type}</span> {words.text}
                      </li>
                    );
                  })}
                </ul>
              )}
            </li>
          ))}
        </ol>
        {preview.problems.length > 0 ? (
          <div className={classes.box}>
            <Table
              label={t('table.problems')}
              rows={preview.problems}
              rowKey={({ line }, index) => `${line} ${index}`}
              columns={[
                { key: 'line', head: t('table.line'), cell: ({ line }) => number(line), numeric: true },
                { key: 'column', head: t('table.column'), cell: ({ column, element }) => column ?? element ?? '' },
                { key: 'why', head: t('table.why'), cell: ({ code }) => t(`errors.${code}`, { file: '' }) },
              ]}
            />
          </div>
        ) : null}
      </div>
    </Section>
  );
}
