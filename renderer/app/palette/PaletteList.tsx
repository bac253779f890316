import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Command } from '../../commands/contract.ts';
import { ariaKeys, keyCaps } from '../../commands/keys.ts';
import { CompactRow } from '../../records/patient/PatientList.tsx';
import { Keys } from '../../ui/keys/Keys.tsx';
import classes from './Palette.module.css';
import type { PaletteGroup, PaletteItem } from './results.ts';

interface ListProps {
  readonly id: string;
  readonly groups: readonly PaletteGroup[];
  readonly activeKey: string | undefined;
  readonly onActive: (key: string) => void;
  readonly onGive: (item: PaletteItem) => void;
}

/** What was found as a listbox in groups. The field above keeps the focus and the keys; a row only answers the mouse. */
export function PaletteList({ id, groups, activeKey, onActive, onGive }: ListProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const row = activeKey ? document.getElementById(`${id}-${activeKey}`) : undefined;
    // the first row brings the title of its group with it
    const first = row && row === list.current?.querySelector('[role="option"]');
    if (first) list.current?.scrollTo({ top: 0 });
    else row?.scrollIntoView({ block: 'nearest' });
  }, [id, activeKey]);
  return (
    <div ref={list} id={id} role="listbox" aria-label={t('commands.list')} tabIndex={-1} className={classes.list}>
      {groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: a fieldset may not stand in a listbox
        <div key={group.key} role="group" aria-labelledby={`${id}-of-${group.key}`}>
          <div id={`${id}-of-${group.key}`} role="presentation" className={classes.title}>
            {group.title}
          </div>
          {group.items.map((item) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: see above
            // biome-ignore lint/a11y/useFocusableInteractive: see above
            <div
              key={item.key}
              id={`${id}-${item.key}`}
              role="option"
              aria-selected={item.key === activeKey}
              className={item.kind === 'patient' ? classes.patient : classes.command}
              data-active={item.key === activeKey || undefined}
              onMouseMove={() => item.key !== activeKey && onActive(item.key)}
              onClick={() => onGive(item)}
            >
              {item.kind === 'patient' ? <CompactRow hit={item.hit} /> : <CommandRow command={item.command} />}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

function CommandRow({ command }: { command: Command }) {
  const { t } = useTranslation();
  const { icon: Icon, keys = [] } = command;
  const [first] = keys;
  return (
    <>
      <Icon size="1.125rem" stroke={1.6} aria-hidden />
      <span className={classes.name} aria-keyshortcuts={first ? ariaKeys(first) : undefined}>
        {t(command.name)}
      </span>
      {command.group === 'help' ? <span className={classes.quiet}>{t('commands.group.help')}</span> : null}
      {first ? <Keys caps={keyCaps(first)} /> : null}
    </>
  );
}
