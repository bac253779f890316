/** Changes of the editor's text that come from outside of it. */
import { isolateHistory } from '@codemirror/commands';
import { Annotation, type EditorState, type TransactionSpec } from '@codemirror/state';

/** Marks what comes from outside, and is known there. */
export const outside = Annotation.define<true>();

/** What makes one text another: the part between what both begin and end with, so that the cursor stays where it can. */
export function difference(before: string, after: string): TransactionSpec {
  if (before === after) return {};
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end] === after[after.length - 1 - end]) end += 1;
  return {
    changes: { from: start, to: before.length - end, insert: after.slice(start, after.length - end) },
    annotations: outside.of(true),
  };
}

/** Behind these a word can follow without a space. */
const OPEN = /[\s(."'`[]$/;

/** Puts a word where the cursor stands, or in place of what is chosen, with a space between it and the word before. */
export function insertion(state: EditorState, word: string): TransactionSpec {
  const { from, to } = state.selection.main;
  const before = state.sliceDoc(Math.max(0, from - 1), from);
  const insert = before === '' || OPEN.test(before) ? word : ` ${word}`;
  return {
    changes: { from, to, insert },
    selection: { anchor: from + insert.length },
    scrollIntoView: true,
    userEvent: 'input',
    // undone by itself, not with what was typed before or behind it
    annotations: isolateHistory.of('full'),
  };
}
