import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';
import type { EditorState } from '@codemirror/state';

/** Milliseconds that a text may take to be looked through; what is longer is looked at as far as one came. */
const PATIENCE_MS = 50;

/** Where a text in the language of JSON stops being it; undefined where all of it is. */
export function brokenAt(state: EditorState): number | undefined {
  const tree = ensureSyntaxTree(state, state.doc.length, PATIENCE_MS) ?? syntaxTree(state);
  let at: number | undefined;
  tree.iterate({
    enter: ({ type, from }) => {
      if (type.isError) at ??= from;
      return at === undefined;
    },
  });
  return at;
}
