import { Anchor, Button } from '@mantine/core';
import { IconNotebook, IconPlayerPlay, IconPlus } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Notebook } from '../../../shared/bridge/notebook.ts';
import { useAsk, useDo, useMay } from '../../bridge/index.ts';
import { useCommands } from '../../commands/shown.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Empty, Section } from '../../ui/Section.tsx';
import { useTell } from '../../ui/Told.tsx';
import { LeftOutNotices } from '../LeftOut.tsx';
import { useNavigation } from '../navigation.ts';
import { Page } from '../Page.tsx';
import { copyOf } from './form.ts';
import classes from './Notebook.module.css';

/** The clinic's notebooks, or how one begins. */
export function List() {
  const { t } = useTranslation();
  const may = useMay();
  const tell = useTell();
  const client = useQueryClient();
  const { go } = useNavigation();
  const kept = may.read('Library');
  const list = useAsk('notebook.list', {}, { enabled: kept, staleTime: 0 });
  const use = useDo('notebook.use');
  const save = useDo('notebook.save');
  const again = () => void client.invalidateQueries({ queryKey: ['notebook.list'] });
  const remove = ({ id, title }: Notebook) =>
    use.mutate(
      { ids: [id], use: false },
      {
        onSuccess: () => {
          again();
          tell(t('notebook.removed', { title }), () => use.mutate({ ids: [id], use: true }, { onSuccess: again }));
        },
      },
    );
  const duplicate = (notebook: Notebook) => {
    const title = t('notebook.copyTitle', { title: notebook.title });
    save.mutate(copyOf(notebook, title), {
      onSuccess: ({ changes: [made] }) => {
        again();
        const back = made && (() => use.mutate({ ids: [made.id], use: false }, { onSuccess: again }));
        tell(t('notebook.duplicated', { title }), back);
      },
    });
  };
  const begin = () => go({ name: 'notebook' });
  useCommands([{ id: 'here.newNotebook', name: 'notebook.new', icon: IconPlus, group: 'here', run: begin }]);
  const none = !kept || list.data?.kept.length === 0;
  return (
    <Page title={t('notebook.title')} actions={<Button onClick={begin}>{t('notebook.new')}</Button>}>
      <FailureNotice failure={list.error?.failure ?? use.error?.failure ?? save.error?.failure} />
      {kept && list.isPending ? <Loading /> : null}
      {none ? (
        <Empty
          title={t('notebook.emptyTitle')}
          icon={<IconNotebook size="2rem" stroke={1.4} aria-hidden />}
          actions={
            <Button
              variant="default"
              leftSection={<IconPlayerPlay size="1rem" stroke={1.8} aria-hidden />}
              onClick={() => go({ name: 'notebook', example: true })}
            >
              {t('notebook.example')}
            </Button>
          }
        >
          {t('notebook.emptyBody')}
        </Empty>
      ) : null}
      {may.role === 'analyst' ? <Notice>{t('notebook.analyst')}</Notice> : null}
      <LeftOutNotices kind="notebook" leftOut={list.data?.leftOut ?? []} />
      {list.data && list.data.kept.length > 0 ? (
        <Section title={t('notebook.kept')}>
          <ul className={classes.list}>
            {list.data.kept.map((notebook) => (
              <li key={notebook.id} className={classes.listRow}>
                <Anchor
                  component="button"
                  type="button"
                  className={classes.column}
                  onClick={() => go({ name: 'notebook', id: notebook.id })}
                >
                  {notebook.title}
                </Anchor>
                {may.write('Library') ? (
                  <div className={classes.line}>
                    <Button
                      variant="default"
                      size="compact-sm"
                      aria-label={`${t('notebook.duplicate')}: ${notebook.title}`}
                      onClick={() => duplicate(notebook)}
                    >
                      {t('notebook.duplicate')}
                    </Button>
                    <Button
                      variant="default"
                      size="compact-sm"
                      aria-label={`${t('common.remove')}: ${notebook.title}`}
                      onClick={() => remove(notebook)}
                    >
                      {t('common.remove')}
                    </Button>
                  </div>
                ) : null}
              </li>
            ))}
          </ul>
          <div className={classes.line}>
            <Button variant="subtle" size="compact-sm" onClick={() => go({ name: 'notebook', example: true })}>
              {t('notebook.example')}
            </Button>
          </div>
        </Section>
      ) : null}
    </Page>
  );
}
