/** Processes of a vault that is itself a utility process, with main played by the test. */
import { describe, expect, it } from 'vitest';
import { type HandedPort, utilityChildren } from '../../../electron/vault/utility-children.ts';
import type { ChildRequest } from '../../../shared/bridge/wire.ts';

/** A port whose other end is the test. */
function port() {
  const sent: unknown[] = [];
  let hear: ((event: { data: unknown }) => void) | undefined;
  let started = false;
  const handed: HandedPort = {
    on: (event: 'message' | 'close', listener: (event: { data: unknown }) => void) => {
      if (event === 'message') hear = listener;
    },
    postMessage: (message: unknown) => void sent.push(message),
    start: () => {
      started = true;
    },
  };
  return { handed, sent, says: (data: unknown) => started && hear?.({ data }) };
}

describe('a process that main starts', () => {
  it('is asked for, gets what was said before its port was there, and is ended', () => {
    const asked: ChildRequest[] = [];
    const children = utilityChildren((request) => void asked.push(request));
    const heard: unknown[] = [];
    let gone = 0;
    const child = children.start({ message: (message) => heard.push(message), exit: () => gone++ });
    child.post('early');
    const { handed, sent, says } = port();
    expect(children.hear({ kind: 'child-port', id: 1 }, [handed])).toBe(true);
    child.post('late');
    expect(sent).toEqual(['early', 'late']);
    says('answer');
    expect(heard).toEqual(['answer']);
    child.kill();
    expect(asked).toEqual([
      { kind: 'child-start', id: 1 },
      { kind: 'child-kill', id: 1 },
    ]);
    children.hear({ kind: 'child-gone', id: 1 }, []);
    children.hear({ kind: 'child-gone', id: 1 }, []);
    expect(gone).toBe(1);
  });

  it('leaves alone what is for the vault', () => {
    const children = utilityChildren(() => undefined);
    expect(children.hear({ kind: 'shutdown' }, [])).toBe(false);
    expect(children.hear({ kind: 'call', id: 1, name: 'x', input: {} }, [])).toBe(false);
  });
});
