/** What the role of whoever is logged in may do, so that the window shows only what is of use. The vault decides. */
import { useMemo } from 'react';
import {
  type Capability,
  DEFAULT_ROLES,
  type Flag,
  mayAlso,
  mayDo,
  mayRead,
  mayWrite,
  type Role,
  type RoleTable,
} from '../../shared/access/roles.ts';
import { useAsk } from './queries.ts';

export interface May {
  readonly role: Role;
  read(type: string): boolean;
  write(type: string): boolean;
  also(flag: Flag, type: string): boolean;
  do(capability: Capability): boolean;
}

/** Nothing is allowed before the session is known. */
export function useMay(): May {
  const state = useAsk('session.state', {}, { staleTime: Number.POSITIVE_INFINITY });
  const open = state.data?.kind === 'open' ? state.data : undefined;
  return useMemo(
    () => mayOf(open?.roles ?? DEFAULT_ROLES, open?.user.role ?? 'analyst'),
    [open?.user.role, open?.roles],
  );
}

/** What a role may do by a table. */
export function mayOf(table: RoleTable, role: Role): May {
  return {
    role,
    read: (type) => mayRead(table, role, type),
    write: (type) => mayWrite(table, role, type),
    also: (flag, type) => mayAlso(table, role, flag, type),
    do: (capability) => mayDo(table, role, capability),
  };
}
