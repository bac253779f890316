/** The editor told to look like the tokens, by their variables: a change of theme needs nothing here. */
import { HighlightStyle } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import { radius, weights } from '../tokens.ts';

/** Pairs of what carries text, so that a test can look at their contrast: they stand on `raised`. */
export const SYNTAX = { keyword: 'slate', text: 'celadon', number: 'apricot', comment: 'muted' } as const;

const colour = (name: string): string => `var(--x-${name})`;

export const highlight = HighlightStyle.define([
  { tag: tags.keyword, color: colour(SYNTAX.keyword), fontWeight: String(weights.strong) },
  { tag: [tags.propertyName, tags.typeName, tags.standard(tags.name)], color: colour(SYNTAX.keyword) },
  { tag: tags.string, color: colour(SYNTAX.text) },
  { tag: [tags.number, tags.bool, tags.null], color: colour(SYNTAX.number) },
  { tag: [tags.lineComment, tags.blockComment], color: colour(SYNTAX.comment) },
]);

export const look = EditorView.theme({
  '&': {
    minWidth: '0',
    maxHeight: 'calc(var(--code-most) * 1.5em + 0.75rem)',
    border: `1px solid ${colour('edge')}`,
    borderRadius: `${radius}px`,
    color: colour('text'),
    backgroundColor: colour('raised'),
    fontSize: '0.8125rem',
  },
  '&.cm-focused': { borderColor: colour('apricot'), outline: 'none' },
  '.cm-scroller': {
    overflow: 'auto',
    borderRadius: `${radius - 1}px`,
    fontFamily: 'var(--mantine-font-family-monospace)',
    lineHeight: '1.5',
  },
  '.cm-content, .cm-gutter': { minHeight: 'calc(var(--code-least) * 1.5em + 0.75rem)' },
  '.cm-content': { padding: '0.375rem 0', caretColor: colour('text') },
  '.cm-line': { padding: '0 0.5rem' },
  '.cm-gutters': {
    border: 'none',
    borderRight: `1px solid ${colour('hairline')}`,
    color: colour('muted'),
    backgroundColor: colour('sunken'),
  },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '1.75rem', padding: '0 0.375rem' },
  '.cm-placeholder': { color: colour('muted') },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: colour('celadon-soft'),
    outline: `1px solid ${colour('celadon')}`,
  },
  '&.cm-focused .cm-nonmatchingBracket': {
    backgroundColor: colour('amber-soft'),
    outline: `1px solid ${colour('amber')}`,
  },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: `underline wavy ${colour('amber')}`,
    textUnderlineOffset: '0.2em',
    textDecorationSkipInk: 'none',
  },
  '.cm-lintPoint-error:after': { borderBottomColor: colour('amber') },
  '.cm-tooltip': {
    border: `1px solid ${colour('edge')}`,
    borderRadius: `${radius}px`,
    overflow: 'hidden',
    color: colour('text'),
    backgroundColor: colour('raised'),
  },
  '.cm-diagnostic': { maxWidth: '30rem', padding: '0.375rem 0.5rem' },
  '.cm-diagnostic-error': { borderLeft: `4px solid ${colour('amber')}` },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    maxHeight: '16rem',
    maxWidth: 'min(36rem, 95vw)',
    fontFamily: 'var(--mantine-font-family-monospace)',
    fontSize: '0.8125rem',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    display: 'flex',
    gap: '1rem',
    justifyContent: 'space-between',
    minHeight: '1.5rem',
    padding: '0.125rem 0.5rem',
    lineHeight: '1.5',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { color: colour('text'), backgroundColor: colour('apricot-soft') },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: String(weights.strong) },
  '.cm-completionDetail': { marginLeft: '0', fontStyle: 'normal', color: colour('muted') },
});
