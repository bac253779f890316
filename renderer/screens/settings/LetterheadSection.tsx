import { Button, FileButton, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Changed } from '../../../shared/bridge/changes.ts';
import type { Letterhead, LetterheadView } from '../../../shared/bridge/letterhead.ts';
import { useAsk, useDo, useMay } from '../../bridge/index.ts';
import { Form, FormButtons } from '../../ui/Form.tsx';
import { Loading } from '../../ui/Loading.tsx';
import { FailureNotice, Notice } from '../../ui/Notice.tsx';
import { Facts, Section } from '../../ui/Section.tsx';
import { useTell } from '../../ui/Told.tsx';
import { useDraft } from '../useDraft.ts';
import { type LetterheadForm, letterheadForm, letterheadInput } from './letterhead-form.ts';
import { LOGO_FILES, logoOf } from './logo.ts';
import classes from './Settings.module.css';

/** What stands at the head of the clinic's prints; the same on all its workstations. */
export function LetterheadSection() {
  const { t } = useTranslation();
  const may = useMay();
  const kept = useAsk('letterhead.get', {}, { anew: true });
  const [saved, setSaved] = useState(0);
  return (
    <Section title={t('letterhead.title')}>
      <Stack gap="sm">
        <p className={classes.quiet}>{t('letterhead.body')}</p>
        <FailureNotice failure={kept.error?.failure} />
        {!kept.data ? (
          kept.error ? null : (
            <Loading />
          )
        ) : may.write('Organization') ? (
          <Fields key={saved} view={kept.data} onSaved={() => setSaved(saved + 1)} />
        ) : (
          <Shown letterhead={kept.data.letterhead} />
        )}
      </Stack>
    </Section>
  );
}

/** For whoever may not change it. */
function Shown({ letterhead }: { letterhead: Letterhead }) {
  const { t } = useTranslation();
  const lines = ['nameZh', 'nameEn', 'address', 'phone', 'licence', 'footer'] as const;
  return (
    <>
      <Facts
        facts={lines
          .filter((line) => letterhead[line] !== '')
          .map((line) => [t(`letterhead.${line}`), letterhead[line]] as const)}
      />
      {letterhead.logo === '' ? null : <Logo data={letterhead.logo} />}
    </>
  );
}

function Logo({ data }: { data: string }) {
  const { t } = useTranslation();
  return <img className={classes.logo} src={`data:image/png;base64,${data}`} alt={t('letterhead.logo')} />;
}

function Fields({ view, onSaved }: { view: LetterheadView; onSaved: () => void }) {
  const { t } = useTranslation();
  const tell = useTell();
  const may = useMay();
  const client = useQueryClient();
  const save = useDo('letterhead.save');
  const undo = useDo('record.undo');
  // the form holds on to what it was opened with
  const [{ initial, record }] = useState(() => ({ initial: letterheadForm(view), record: view.record }));
  const { value: form, change, drop, restored, begun } = useDraft<LetterheadForm>('letterhead', null, initial);
  const [tried, setTried] = useState(false);
  const [badLogo, setBadLogo] = useState(false);
  const nameless = form.nameZh.trim() === '' && form.nameEn.trim() === '';
  const again = async () => {
    await client.invalidateQueries({ queryKey: ['letterhead.get'] });
    onSaved();
  };
  const back = ({ changes }: Changed) => undo.mutate({ changes }, { onSuccess: () => void again() });
  const submit = () => {
    setTried(true);
    if (nameless || save.isPending) return;
    save.mutate(letterheadInput(form), {
      onSuccess: (changed) => {
        drop();
        // to take back what was new is to remove it
        const mayUndo = changed.changes.length > 0 && (record !== undefined || may.also('remove', 'Organization'));
        tell(t('letterhead.saved'), mayUndo ? () => back(changed) : undefined);
        void again();
      },
    });
  };
  const choose = async (file: File | null) => {
    if (!file) return;
    const logo = await logoOf(file);
    setBadLogo(logo === undefined);
    if (logo !== undefined) change({ ...form, logo });
  };
  const field = (name: Exclude<keyof Letterhead, 'logo'>, maxLength: number) => ({
    label: t(`letterhead.${name}`),
    value: form[name],
    maxLength,
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) => change({ ...form, [name]: event.currentTarget.value }),
  });
  return (
    <Form label={t('letterhead.title')} onSubmit={submit}>
      <Stack gap="sm">
        {restored ? <Notice>{t('draft.restored')}</Notice> : null}
        {record && record.conflicts > 0 ? <Notice tone="look">{t('letterhead.conflict')}</Notice> : null}
        <FailureNotice failure={save.error?.failure ?? undo.error?.failure} />
        <TextInput {...field('nameZh', 200)} error={tried && nameless ? t('letterhead.nameless') : undefined} />
        <TextInput {...field('nameEn', 200)} />
        <Textarea {...field('address', 500)} description={t('letterhead.addressHint')} autosize minRows={2} />
        <TextInput {...field('phone', 100)} />
        <TextInput {...field('licence', 100)} description={t('letterhead.licenceHint')} />
        <TextInput {...field('footer', 300)} description={t('letterhead.footerHint')} />
        <div>
          <Group gap="sm">
            {form.logo === '' ? null : <Logo data={form.logo} />}
            <FileButton accept={LOGO_FILES} onChange={(file) => void choose(file)}>
              {(props) => (
                <Button variant="default" {...props}>
                  {t('letterhead.chooseLogo')}
                </Button>
              )}
            </FileButton>
            {form.logo === '' ? null : (
              <Button variant="subtle" onClick={() => change({ ...form, logo: '' })}>
                {t('letterhead.noLogo')}
              </Button>
            )}
          </Group>
          <p className={classes.quiet}>{t('letterhead.logoHint')}</p>
          {badLogo ? <Notice tone="danger">{t('errors.bad-logo')}</Notice> : null}
        </div>
        <FormButtons submit={t('common.save')} busy={save.isPending} disabled={!begun} />
      </Stack>
    </Form>
  );
}
