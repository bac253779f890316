/** What is shown is renewed when records change; what takes long is not asked for again while it is under way. */
import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { follow } from '../../../renderer/bridge/live.tsx';

const CHANGED = { types: ['Encounter'], patients: [] };

let client: QueryClient;
let changes: () => void;
let stop: () => void;
beforeEach(() => {
  vi.useFakeTimers();
  client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const listeners = new Map<string, (payload: unknown) => void>();
  const on = (name: string, listener: (payload: unknown) => void) => {
    listeners.set(name, listener);
    return () => listeners.delete(name);
  };
  vi.stubGlobal('window', { xinglin: { on } });
  stop = follow(client);
  changes = () => listeners.get('changed')?.(CHANGED);
});
afterEach(() => {
  stop();
  client.clear();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Looks at an answer that takes `ms`; tells how often it was asked for, and how often twice at a time. */
function look(name: string, ms: number) {
  const seen = { asked: 0, most: 0 };
  let underWay = 0;
  const queryFn = async () => {
    seen.asked += 1;
    underWay += 1;
    seen.most = Math.max(seen.most, underWay);
    await new Promise((resolve) => setTimeout(resolve, ms));
    underWay -= 1;
    return seen.asked;
  };
  new QueryObserver(client, { queryKey: [name, {}], queryFn, staleTime: 60_000 }).subscribe(() => undefined);
  return seen;
}

describe('figures under a flood of changes', () => {
  it('are asked for one after the other, and once more after the last change', async () => {
    const figures = look('measures.ask', 5000);
    await vi.advanceTimersByTimeAsync(6000);
    expect(figures.asked).toBe(1);
    for (let second = 0; second < 30; second += 0.5) {
      changes();
      await vi.advanceTimersByTimeAsync(500);
    }
    expect(figures.most).toBe(1);
    expect(figures.asked).toBeGreaterThan(3);
    expect(figures.asked).toBeLessThan(9);
    // the last change came while the answer was on its way: it is not the last answer
    const then = figures.asked;
    await vi.advanceTimersByTimeAsync(20_000);
    expect(figures.asked).toBe(then + 1);
  });

  it('are renewed at once by one change, as everything else', async () => {
    const [figures, lists] = [look('measures.ask', 10), look('task.list', 10)];
    await vi.advanceTimersByTimeAsync(1000);
    changes();
    await vi.advanceTimersByTimeAsync(50);
    expect([figures.asked, lists.asked]).toEqual([2, 2]);
  });
});
