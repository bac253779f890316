import { ActionIcon, Menu } from '@mantine/core';
import { type ReactNode, useEffect, useRef, useState } from 'react';

interface LineMenuProps {
  /** Names the button, with what its line is about. */
  readonly label: string;
  readonly icon: ReactNode;
  /** The menu's items. */
  readonly children: () => ReactNode;
}

/** The small button behind one line of many, and its menu. A chart has hundreds of lines: the menu is made when it is first opened. */
export function LineMenu({ label, icon, children }: LineMenuProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [used, setUsed] = useState(false);
  const [opened, setOpened] = useState(false);
  useEffect(() => {
    if (!used) return;
    // the button is another one now; the menu gives the focus back to where it was when it opened
    button.current?.focus();
    setOpened(true);
  }, [used]);
  const common = { variant: 'subtle', color: 'gray', 'aria-label': label } as const;
  if (!used)
    return (
      <ActionIcon {...common} aria-haspopup="menu" aria-expanded={false} onClick={() => setUsed(true)}>
        {icon}
      </ActionIcon>
    );
  return (
    <Menu position="bottom-end" withinPortal opened={opened} onChange={setOpened}>
      <Menu.Target>
        <ActionIcon {...common} ref={button}>
          {icon}
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{children()}</Menu.Dropdown>
    </Menu>
  );
}
