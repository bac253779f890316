/** All shortcuts that can be used now, from the registry (F1 or ?). */
import { Anchor, Modal, Stack, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { COMMAND_GROUPS } from '../commands/contract.ts';
import { keyCaps } from '../commands/keys.ts';
import { useShownCommands } from '../commands/shown.tsx';
import { useNavigation } from '../screens/navigation.ts';
import { Keys } from '../ui/keys/Keys.tsx';
import { usePreferences } from '../ui/preferences.tsx';
import classes from './ShortcutSheet.module.css';

/** Keys that are no commands: what every form and list does. */
const EVERYWHERE = [
  { name: 'next', keys: ['Enter'] },
  { name: 'send', keys: ['mod+Enter'] },
  { name: 'line', keys: ['Enter'] },
  { name: 'field', keys: ['Tab', 'shift+Tab'] },
  { name: 'choose', keys: ['ArrowUp', 'ArrowDown'] },
  { name: 'undo', keys: ['mod+Z'] },
  { name: 'close', keys: ['Esc'] },
] as const;

interface SheetProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function ShortcutSheet({ opened, onClose }: SheetProps) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('keys.title')}
      size="52rem"
      yOffset="6vh"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Inside onClose={onClose} />
    </Modal>
  );
}

function Inside({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { go } = useNavigation();
  const commands = useShownCommands();
  const { preferences, change } = usePreferences();
  const groups = COMMAND_GROUPS.map((group) => ({
    group,
    rows: commands.filter((command) => command.group === group && command.keys !== undefined),
  })).filter(({ rows }) => rows.length > 0);
  return (
    <Stack gap="md">
      <p className={classes.lead}>{t('keys.lead')}</p>
      <div className={classes.columns}>
        {groups.map(({ group, rows }) => (
          <Part
            key={group}
            title={t(`commands.group.${group}`)}
            rows={rows.map(({ id, name, keys = [] }) => ({ key: id, name: t(name), keys }))}
          />
        ))}
        <Part
          title={t('keys.everywhere')}
          rows={EVERYWHERE.map(({ name, keys }) => ({ key: name, name: t(`keys.${name}`), keys }))}
        />
      </div>
      <Switch
        label={t('keys.letters')}
        description={t('keys.lettersHint')}
        checked={preferences.letters}
        onChange={(event) => change({ letters: event.currentTarget.checked })}
      />
      <Anchor
        component="button"
        type="button"
        className={classes.more ?? ''}
        onClick={() => {
          onClose();
          go({ name: 'help', id: 'keys' });
        }}
      >
        {t('keys.more')}
      </Anchor>
    </Stack>
  );
}

interface Row {
  readonly key: string;
  readonly name: string;
  readonly keys: readonly string[];
}

function Part({ title, rows }: { title: string; rows: readonly Row[] }) {
  const { t } = useTranslation();
  return (
    <section className={classes.part}>
      <h3 className={classes.title}>{title}</h3>
      <dl className={classes.rows}>
        {rows.map(({ key, name, keys }) => (
          <div key={key} className={classes.row}>
            <dt>{name}</dt>
            <dd>
              {keys.map((each, index) => (
                <span key={each} className={classes.one}>
                  {index > 0 ? <span className={classes.or}>{t('keys.or')}</span> : null}
                  <Keys caps={keyCaps(each)} />
                </span>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
