import { Menu, type MenuItemProps } from '@mantine/core';
import type { ReactNode } from 'react';

interface ItemProps extends MenuItemProps {
  readonly children: ReactNode;
  readonly onClick?: () => void;
}

/**
 * One line of a menu. What it does begins when the menu is closed: a dialog that came in the same step would have the focus already, and the menu, which
 * gives it back to its button, would take it from there (seen where the system asks for less movement).
 */
export function MenuItem({ onClick, ...item }: ItemProps) {
  return <Menu.Item {...item} {...(onClick ? { onClick: () => void setTimeout(onClick) } : {})} />;
}
