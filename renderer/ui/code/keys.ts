/** The keys of the editor: those that every text field has, and few more, so that the window's own go on working in it. */
import { acceptCompletion, closeCompletion, completionStatus, selectedCompletion } from '@codemirror/autocomplete';
import {
  historyKeymap,
  indentLess,
  indentMore,
  moveLineDown,
  moveLineUp,
  standardKeymap,
  toggleComment,
} from '@codemirror/commands';
import { nextDiagnostic } from '@codemirror/lint';
import { type Extension, Prec } from '@codemirror/state';
import { type Command, EditorView, keymap } from '@codemirror/view';

/** Lets Tab indent, or lead on, as the hint below the field says. */
export const TAB_KEYS = 'Ctrl-m';

/** A word that stands there already is no proposal: Enter is a new line, and Tab leads on. */
const letGoOfWhole: Command = (view) => {
  const chosen = selectedCompletion(view.state);
  if (!chosen) return false;
  const { head } = view.state.selection.main;
  const before = view.state.sliceDoc(Math.max(0, head - chosen.label.length), head);
  if (before.toLowerCase() === chosen.label.toLowerCase()) closeCompletion(view);
  return false;
};

const accept: Command = (view) => completionStatus(view.state) === 'active' && acceptCompletion(view);

/** What Enter and Tab do while words are offered. */
export const offering: Extension = Prec.highest(
  keymap.of([
    { key: 'Enter', run: (view) => letGoOfWhole(view) || accept(view) },
    { key: 'Tab', run: (view) => letGoOfWhole(view) || accept(view) },
  ]),
);

export const always: Extension = keymap.of([
  ...standardKeymap,
  ...historyKeymap,
  { key: 'Mod-/', run: toggleComment },
  { key: 'Mod-]', run: indentMore },
  { key: 'Mod-[', run: indentLess },
  { key: 'Alt-ArrowUp', run: moveLineUp },
  { key: 'Alt-ArrowDown', run: moveLineDown },
  { key: 'F8', run: nextDiagnostic },
]);

/** Tab indents. Behind Escape it leads on, however long that is ago, so that nobody is caught in the field. */
export function indenting(): Extension {
  let isLeaving = false;
  const unlessLeaving =
    (command: Command): Command =>
    (view) =>
      !isLeaving && command(view);
  return [
    EditorView.domEventObservers({
      keydown: ({ key }) => {
        if (key === 'Escape') isLeaving = true;
        else if (key !== 'Tab' && key !== 'Shift') isLeaving = false;
      },
      blur: () => {
        isLeaving = false;
      },
    }),
    keymap.of([{ key: 'Tab', run: unlessLeaving(indentMore), shift: unlessLeaving(indentLess) }]),
  ];
}
