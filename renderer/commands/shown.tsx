/** The commands that can be given now: those of the window, and those that the screen in sight adds. */
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { type Command, withScreen } from './contract.ts';

type Add = (commands: readonly Command[]) => () => void;

const Adding = createContext<Add>(() => () => undefined);
const Shown = createContext<readonly Command[]>([]);

/** Holds what screens add, before `base`: the commands that are there whatever is shown. */
export function CommandsProvider({ base, children }: { base: readonly Command[]; children: ReactNode }) {
  const [added, setAdded] = useState<readonly (readonly Command[])[]>([]);
  const add = useCallback<Add>((commands) => {
    setAdded((before) => [...before, commands]);
    return () => setAdded((before) => before.filter((each) => each !== commands));
  }, []);
  const all = useMemo(() => withScreen(added.flat(), base), [added, base]);
  return (
    <Adding.Provider value={add}>
      <Shown.Provider value={all}>{children}</Shown.Provider>
    </Adding.Provider>
  );
}

/** All commands that can be given now. */
export function useShownCommands(): readonly Command[] {
  return useContext(Shown);
}

/**
 * Adds the commands of a screen for as long as it is shown. They may be new objects at every drawing: what they do is looked
 * up when they are given; only a change of what they are is passed on.
 */
export function useCommands(commands: readonly Command[]): void {
  const add = useContext(Adding);
  const latest = useRef(commands);
  useEffect(() => {
    latest.current = commands;
  });
  const faces = JSON.stringify(commands.map(({ id, name, keys }) => [id, name, keys]));
  // biome-ignore lint/correctness/useExhaustiveDependencies: `faces` says when they are others
  useEffect(
    () =>
      add(
        latest.current.map((command) => ({
          ...command,
          run: () => latest.current.find(({ id }) => id === command.id)?.run(),
        })),
      ),
    [add, faces],
  );
}
