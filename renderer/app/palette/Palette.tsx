/** Patients and commands in one list: typing finds, arrows choose, Enter opens or does. */
import { TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAsk } from '../../bridge/index.ts';
import { useReadings } from '../../commands/readings.ts';
import { useShownCommands } from '../../commands/shown.tsx';
import { createHurried } from '../../screens/hurried.ts';
import { isComposing } from '../../ui/keys/enter.ts';
import { FailureNotice } from '../../ui/Notice.tsx';
import { Empty } from '../../ui/Section.tsx';
import classes from './Palette.module.css';
import { PaletteList } from './PaletteList.tsx';
import { asksCommands, type PaletteItem, paletteGroups, soughtIn } from './results.ts';

interface PaletteProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Whoever sees no patients finds commands alone. */
  readonly mayFind: boolean;
  readonly onPatient: (id: string) => void;
  /** Before a command is given: the palette is out of the way by then. */
  readonly onClose: () => void;
}

/** What opens the palette is of no use in it. */
const OPENERS = ['patient.find', 'window.commands'];
const LIMIT = 50;
const PAGE = 8;

export function Palette({ text, onText, mayFind, onPatient, onClose }: PaletteProps) {
  const { t, i18n } = useTranslation();
  const listId = useId();
  const readings = useReadings();
  const all = useShownCommands();
  const commands = useMemo(() => all.filter(({ id }) => !OPENERS.includes(id)), [all]);
  const only = !mayFind || asksCommands(text);
  const searched = soughtIn(text);
  const search = useAsk(
    'patient.search',
    { text: searched, limit: LIMIT },
    { enabled: !only, keepPrevious: true, staleTime: 0 },
  );
  const languages = useMemo(() => ['zh-CN', 'en'].map((language) => i18n.getFixedT(language)), [i18n]);
  const hits = only ? undefined : search.data?.hits;
  const groups = useMemo(
    () => paletteGroups({ text, commands, hits: hits ?? [], mayFind, readings, t, languages }),
    [text, commands, hits, mayFind, readings, t, languages],
  );
  const items = useMemo(() => groups.flatMap((each) => each.items), [groups]);
  // whom one had chosen stays chosen while the answer is renewed; another text begins at the best
  const [chosen, setChosen] = useState<{ text: string; key: string }>();
  const active = Math.max(chosen?.text === text ? items.findIndex(({ key }) => key === chosen.key) : 0, 0);
  const activeKey = items[active]?.key;
  const choose = (index: number) => {
    const item = items[Math.max(0, Math.min(items.length - 1, index))];
    if (item) setChosen({ text, key: item.key });
  };

  const give = (item: PaletteItem) => {
    onClose();
    if (item.kind === 'patient') onPatient(item.hit.id);
    else item.command.run();
  };
  // Enter before the answer was there: the best of it is opened as soon as it is.
  const answered = only || (search.data !== undefined && !search.isPlaceholderData);
  const [hurried] = useState(createHurried);
  const failed = !only && search.error !== null;
  useEffect(() => {
    const [best] = items;
    if (hurried.arrives({ text, answered, failed }) && best) give(best);
  });

  const keys = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return;
    const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE };
    const step = steps[event.key];
    if (step !== undefined) {
      event.preventDefault();
      choose(active + step);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const item = items[active];
      if (!answered) hurried.press({ text, answered, failed });
      else if (item) give(item);
    }
  };
  return (
    <div className={classes.palette}>
      <TextInput
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        onKeyDown={keys}
        size="md"
        aria-label={t(only ? 'commands.title' : 'commands.find')}
        placeholder={t(only ? 'commands.hintOnly' : 'commands.hint')}
        leftSection={<IconSearch size="1.25rem" stroke={1.8} aria-hidden />}
        role="combobox"
        aria-expanded={items.length > 0}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={activeKey ? `${listId}-${activeKey}` : undefined}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        data-autofocus
        autoFocus
      />
      <FailureNotice failure={only ? undefined : search.error?.failure} />
      <p className="visually-hidden" role="status">
        {answered ? t('commands.count', { count: items.length }) : ''}
      </p>
      {answered && items.length === 0 ? (
        <Empty title={t('commands.nothingTitle', { text: soughtIn(text) })}>
          {t(only ? 'commands.nothingOnly' : 'commands.nothingBody')}
        </Empty>
      ) : (
        <PaletteList
          id={listId}
          groups={groups}
          activeKey={activeKey}
          onActive={(key) => setChosen({ text, key })}
          onGive={give}
        />
      )}
      <p className={classes.foot}>{t('commands.foot')}</p>
    </div>
  );
}
