import { Anchor, Button } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Conflict } from '../../../shared/bridge/conflicts.ts';
import { useAsk, useDo } from '../../bridge/index.ts';
import { useFormat } from '../../locales/manner.tsx';
import { fieldWord, typeWord } from '../../records/values/fields.ts';
import { useRegisterWords } from '../../records/values/useRegisterWords.ts';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Empty } from '../../ui/Section.tsx';
import type { Screen } from '../contract.ts';
import { useNavigation } from '../navigation.ts';
import { Page } from '../Page.tsx';
import classes from './Inbox.module.css';

function InboxScreen() {
  const { t } = useTranslation();
  const conflicts = useAsk('conflict.list', {}, { staleTime: 0 });
  return (
    <Page title={t('inbox.title')}>
      {conflicts.error ? <FailureNotice failure={conflicts.error.failure} /> : null}
      {!conflicts.data && !conflicts.error ? <Loading /> : null}
      {conflicts.data?.length === 0 ? (
        <Empty title={t('inbox.emptyTitle')} icon={<IconChecks size="2rem" stroke={1.4} aria-hidden />}>
          {t('inbox.emptyBody')}
        </Empty>
      ) : null}
      {conflicts.data && conflicts.data.length > 0 ? (
        <div className={classes.inbox}>
          <p className={classes.lead}>{t('inbox.lead')}</p>
          {conflicts.data.map((conflict) => (
            <Card key={conflict.id} conflict={conflict} />
          ))}
        </div>
      ) : null}
    </Page>
  );
}

/** The values side by side, with who, where and when; what it was before between them. */
function Card({ conflict }: { conflict: Conflict }) {
  const { t } = useTranslation();
  const { time, ago } = useFormat();
  const { go } = useNavigation();
  const resolve = useDo('conflict.resolve');
  const registerWords = useRegisterWords();
  const life = conflict.kind === 'delete-edit';
  const field = t('inbox.field', { type: typeWord(t, conflict.record.type), field: fieldWord(t, conflict.register) });
  const patient = conflict.record.type === 'Patient' ? conflict.record.id : conflict.patient;
  return (
    <article className={classes.card} aria-label={`${conflict.title}${t('common.dot')}${field}`}>
      <header className={classes.head}>
        <div>
          <h2 className={classes.title}>{conflict.title}</h2>
          <p className={classes.quiet}>{life ? t('inbox.deleteEdit') : field}</p>
        </div>
        {patient ? (
          <Anchor component="button" type="button" onClick={() => go({ name: 'patient', id: patient })}>
            {t('inbox.open')}
          </Anchor>
        ) : null}
      </header>
      {life ? null : (
        <p className={classes.base}>
          <span className={classes.quiet}>{t('inbox.before')}</span>{' '}
          {registerWords(conflict.register, conflict.base) ?? t('inbox.beforeNone')}
        </p>
      )}
      <div className={classes.values}>
        {conflict.values.map((value) => {
          const shown = registerWords(conflict.register, value.value);
          const words =
            shown === null
              ? t(life ? 'inbox.deleted' : 'inbox.removed')
              : life
                ? t('inbox.edited', { value: shown })
                : shown;
          return (
            <section key={value.write} className={classes.value} aria-label={words}>
              <p className={classes.words}>{words}</p>
              <p className={`${classes.by} tabular`}>
                {value.by.user}
                {t('common.dot')}
                {value.by.device}
                <br />
                {time(value.by.at)}
                {t('common.dot')}
                {ago(value.by.at)}
              </p>
              <Button
                variant="default"
                aria-label={t('inbox.keepValue', { value: words.slice(0, 60) })}
                loading={resolve.isPending}
                onClick={() => resolve.mutate({ id: conflict.id, decision: { keep: value.write } })}
              >
                {t('inbox.keep')}
              </Button>
            </section>
          );
        })}
      </div>
      {resolve.error ? <FailureNotice failure={resolve.error.failure} /> : null}
    </article>
  );
}

export const inbox: Screen<'inbox'> = { rail: 'inbox', view: InboxScreen };
