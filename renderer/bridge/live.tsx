/** Keeps what is on screen true: the vault's events mark old answers as old. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { EventPayload, VaultState } from '../../shared/bridge/index.ts';
import { onVaultEvent } from './events.ts';

/** During an import thousands of changes arrive; what is on screen is asked for again at most this often. */
const QUIET_MS = 250;

/** Answers that depend on records. */
const RECORD_CALLS = new Set([
  'appointment.day',
  'task.list',
  'result.lists',
  'result.unseen',
  'range.list',
  'patient.search',
  'patient.list',
  'text.search',
  'code.lists',
  'template.list',
  'title.list',
  'visit.sheet',
  'duplicate.list',
  'duplicate.of',
  'duplicate.likely',
  'patient.merges',
  'conflict.list',
  'conflict.settled',
  'cohort.count',
  'cohort.list',
  'cohort.people',
  'measures.ask',
  'measures.records',
  'vault.status',
  'view.list',
]);

/** Answers over all records, which take a while: while some are under way no more are asked for, or a flood of changes would pile them up. */
const HEAVY = new Set(['measures.ask', 'measures.records']);
const HEAVY_MS = 1000;

/** Answers about one chart. */
const IN_CHART = new Set(['patient.chart', 'patient.due', 'result.chart']);

/** Answers about one record. A late change of another workstation moves the numbers of versions, a redaction empties them. */
const RECORD_OF_TYPE = new Set(['record.get', 'record.history', 'record.version']);
/** Signatures and addenda stand with the record that they are about. */
const ABOUT_OTHERS = ['Provenance', 'DocumentReference'];

type Changed = EventPayload<'changed'>;

/** Whether a query's answer may be old after `changed`. Exported for its test. */
export function touches(queryKey: readonly unknown[], changed: Changed): boolean {
  const [name, input] = queryKey;
  if (typeof name !== 'string') return false;
  if (RECORD_CALLS.has(name)) return true;
  const everything = changed.types.length === 0;
  const { id, type, patient } = (typeof input === 'object' && input !== null ? input : {}) as Record<string, unknown>;
  if (IN_CHART.has(name))
    return everything || changed.patients.length === 0 || changed.patients.some((one) => one === id || one === patient);
  if (RECORD_OF_TYPE.has(name))
    return everything || changed.types.some((each) => each === type || ABOUT_OTHERS.includes(each));
  return false;
}

function isHeavy([name]: readonly unknown[]): boolean {
  return HEAVY.has(String(name));
}

function merge(a: Changed | undefined, b: Changed): Changed {
  if (!a) return b;
  if (a.types.length === 0 || b.types.length === 0) return { types: [], patients: [] };
  return {
    types: [...new Set([...a.types, ...b.types])],
    // No patients named means any of them.
    patients: a.patients.length === 0 || b.patients.length === 0 ? [] : [...new Set([...a.patients, ...b.patients])],
  };
}

/** Follows the vault's events until the returned function is called. Exported for its test. */
export function follow(client: QueryClient): () => void {
  let waiting: Changed | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let heavy: ReturnType<typeof setTimeout> | undefined;
  let last = Number.NEGATIVE_INFINITY;
  const flush = () => {
    timer = undefined;
    last = performance.now();
    const changed = waiting;
    waiting = undefined;
    if (!changed) return;
    void client.invalidateQueries({ predicate: ({ queryKey }) => !isHeavy(queryKey) && touches(queryKey, changed) });
    heavy ??= setTimeout(renewHeavy, 0);
  };
  const renewHeavy = () => {
    const isUnderWay = client.isFetching({ predicate: ({ queryKey }) => isHeavy(queryKey) }) > 0;
    heavy = isUnderWay ? setTimeout(renewHeavy, HEAVY_MS) : undefined;
    if (!isUnderWay) void client.invalidateQueries({ predicate: ({ queryKey }) => isHeavy(queryKey) });
  };
  const stops = [
    onVaultEvent('changed', (changed) => {
      waiting = merge(waiting, changed);
      // The first change shows at once, a flood is gathered.
      timer ??= setTimeout(flush, Math.max(0, QUIET_MS - (performance.now() - last)));
    }),
    onVaultEvent('sync', (status) => {
      client.setQueryData(['sync.status', {}], status);
      void client.invalidateQueries({ queryKey: ['device.list'] });
    }),
    onVaultEvent('state', (state) => {
      // somebody else, or another role: nothing stays in the window that was shown to the one before
      const before = client.getQueryData<VaultState>(['session.state', {}]);
      if (before?.kind === 'open' && standing(before) !== standing(state)) forget(client);
      client.setQueryData(['session.state', {}], state);
      void client.invalidateQueries({ queryKey: ['device.renewal'] });
    }),
  ];
  return () => {
    clearTimeout(timer);
    clearTimeout(heavy);
    for (const stop of stops) stop();
  };
}

/** Who is logged in, and what they see. */
function standing(state: VaultState): string {
  if (state.kind !== 'open') return '';
  const { user, roles, opened } = state;
  return JSON.stringify([user.id, user.role, roles, opened.map(({ patient }) => patient)]);
}

/** Answers that have nothing of a patient in them, and hold whoever is logged in. */
const NOBODYS = new Set(['session.state', 'desktop.info', 'device.renewal']);

/** Takes every answer of the vault out of the window's memory. */
export function forget(client: QueryClient): void {
  client.removeQueries({
    predicate: ({ queryKey: [name] }) => !NOBODYS.has(String(name)),
  });
}

/** Renders nothing; wires the events to the query client for as long as it is mounted. */
export function LiveData(): null {
  const client = useQueryClient();
  useEffect(() => follow(client), [client]);
  return null;
}
