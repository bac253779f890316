import { Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ariaKeys, keyCaps } from '../commands/keys.ts';
import { useShownCommands } from '../commands/shown.tsx';
import { Keys } from '../ui/keys/Keys.tsx';
import { MenuItem } from '../ui/MenuItem.tsx';

interface MoreMenuProps {
  /** Ids of commands, in the order of the menu; those that cannot be given now are left out. */
  readonly commands: readonly string[];
  /** What all of it is about, for those who hear the button only. */
  readonly label: string;
}

/** What is done more seldom, behind one button: the very commands of the palette, with their keys. */
export function MoreMenu({ commands, label }: MoreMenuProps) {
  const { t } = useTranslation();
  const shown = useShownCommands();
  const items = commands.flatMap((id) => shown.filter((command) => command.id === id));
  if (items.length === 0) return null;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button variant="default" px="xs" aria-label={label} title={label}>
          <IconDots size="1.125rem" stroke={1.8} aria-hidden />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {items.map(({ id, name, icon: Icon, keys: [first] = [], run }) => (
          <MenuItem
            key={id}
            leftSection={<Icon size="1.125rem" stroke={1.8} aria-hidden />}
            rightSection={
              first ? (
                <span aria-hidden>
                  <Keys caps={keyCaps(first)} />
                </span>
              ) : undefined
            }
            aria-keyshortcuts={first ? ariaKeys(first) : undefined}
            onClick={run}
          >
            {t(name)}
          </MenuItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
