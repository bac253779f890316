/** What the editor is made of: what stands from its beginning on, and what follows the props of the field. */
import { autocompletion, closeBrackets, closeBracketsKeymap, closeCompletion } from '@codemirror/autocomplete';
import { history } from '@codemirror/commands';
import { json } from '@codemirror/lang-json';
import { bracketMatching, indentOnInput, syntaxHighlighting } from '@codemirror/language';
import { EditorState, type Extension, Prec } from '@codemirror/state';
import { type Command, EditorView, keymap, lineNumbers, placeholder as placeholderOf } from '@codemirror/view';
import type { TFunction } from 'i18next';
import type { CodeProps } from './contract.ts';
import { always, indenting, offering, TAB_KEYS } from './keys.ts';
import { PHRASES } from './phrases.ts';
import { sqlite } from './sqlite.ts';
import { outside } from './text.ts';
import { highlight, look } from './theme.ts';
import { typedOver } from './typed-over.ts';

interface Fixed {
  /** Of the page's content security policy: the editor's styles are its own. */
  readonly nonce: string;
  readonly longest: number;
  readonly onText: (text: string) => void;
  readonly onRun?: () => void;
  readonly onTab: () => void;
}

export function fixed({ nonce, longest, onText, onRun, onTab }: Fixed): Extension {
  const does =
    (work: () => void): Command =>
    (view) => {
      closeCompletion(view);
      work();
      return true;
    };
  return [
    EditorView.cspNonce.of(nonce),
    Prec.highest(
      keymap.of([
        // nothing else may hear it: the form around, and a screen's own keys
        ...(onRun ? [{ key: 'Mod-Enter', run: does(onRun), stopPropagation: true }] : []),
        { key: TAB_KEYS, run: does(onTab) },
      ]),
    ),
    lineNumbers(),
    history(),
    typedOver,
    bracketMatching(),
    closeBrackets(),
    indentOnInput(),
    EditorView.lineWrapping,
    EditorState.tabSize.of(2),
    // before the keys of what offers words: the first of two that take a key has it
    offering,
    autocompletion({ icons: false }),
    keymap.of(closeBracketsKeymap),
    always,
    syntaxHighlighting(highlight),
    look,
    EditorState.changeFilter.of(
      ({ newDoc, startState }) => newDoc.length <= longest || newDoc.length < startState.doc.length,
    ),
    EditorView.updateListener.of(({ docChanged, state, transactions }) => {
      if (docChanged && !transactions.every((one) => one.annotation(outside))) onText(state.doc.toString());
    }),
  ];
}

interface Changeable extends Pick<CodeProps, 'language' | 'label' | 'tables' | 'placeholder'> {
  readonly t: TFunction;
  readonly describedBy: string;
  readonly indents: boolean;
  readonly isFaulty: boolean;
}

export function changeable({
  t,
  language,
  label,
  describedBy,
  tables,
  placeholder,
  indents,
  isFaulty,
}: Changeable): Extension {
  return [
    EditorState.phrases.of(Object.fromEntries(Object.entries(PHRASES).map(([phrase, key]) => [phrase, t(key)]))),
    EditorView.contentAttributes.of({
      'aria-label': label,
      'aria-describedby': describedBy,
      'aria-invalid': String(isFaulty),
      // it takes the focus anyway; said, so that whatever looks for what does finds it
      tabindex: '0',
      spellcheck: 'false',
    }),
    language === 'sql' ? sqlite(tables ?? []) : json(),
    placeholder === undefined ? [] : placeholderOf(placeholder),
    indents ? indenting() : [],
  ];
}
