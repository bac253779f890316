import { useTranslation } from 'react-i18next';
import { useAsk } from '../../bridge/index.ts';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import type { RouteOf, Screen } from '../contract.ts';
import { Page } from '../Page.tsx';
import { Editor } from './Editor.tsx';
import { List } from './List.tsx';
import { useClosing } from './useRun.ts';

function NotebookScreen({ route }: { readonly route: RouteOf<'notebook'> }) {
  // also while one that was saved is read again, however long that takes: its answers are to be there then
  useClosing();
  if (route.id === undefined) return <Editor before={undefined} example={route.example === true} />;
  return <Known key={route.id} id={route.id} />;
}

/** One that the clinic keeps. */
function Known({ id }: { id: string }) {
  const { t } = useTranslation();
  const list = useAsk('notebook.list', {}, { anew: true });
  const found = list.data?.kept.find((one) => one.id === id);
  if (found) return <Editor key={found.seen.join()} before={found} example={false} />;
  return (
    <Page title={t('notebook.title')}>
      <FailureNotice failure={list.error?.failure} />
      {list.data ? <Notice>{t('notebook.gone')}</Notice> : <Loading />}
    </Page>
  );
}

export const notebooks: Screen<'notebooks'> = { rail: 'analysis', view: List };
export const notebook: Screen<'notebook'> = { rail: 'analysis', view: NotebookScreen };
