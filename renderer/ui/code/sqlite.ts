/** SQL as SQLite reads it: how it is coloured, and what is offered while it is written. */
import {
  type Completion,
  type CompletionContext,
  type CompletionResult,
  type CompletionSource,
  completeFromList,
  ifNotIn,
  pickedCompletion,
} from '@codemirror/autocomplete';
import { SQLDialect, schemaCompletionSource } from '@codemirror/lang-sql';
import { LanguageSupport } from '@codemirror/language';
import type { CodeTable } from './contract.ts';
import { FUNCTIONS, KEYWORDS, TYPES } from './sqlite-words.ts';

const dialect = SQLDialect.define({
  keywords: KEYWORDS,
  types: TYPES,
  builtin: Object.keys(FUNCTIONS).join(' '),
  operatorChars: '*+-%<>!=&|/~',
  identifierQuotes: '"`',
  specialVar: '@:?$',
  caseInsensitiveIdentifiers: true,
});

const FUNCTION_WORDS: readonly Completion[] = Object.entries(FUNCTIONS).map(([name, takes]) => ({
  label: name,
  displayLabel: `${name}(${takes})`,
  type: 'function',
  apply: (view, completion, from, to) => {
    const brackets = view.state.sliceDoc(to, to + 1) === '(' ? '' : '()';
    view.dispatch({
      changes: { from, to, insert: `${name}${brackets}` },
      selection: { anchor: from + name.length + (takes === '' ? brackets.length : 1) },
      userEvent: 'input.complete',
      annotations: pickedCompletion.of(completion),
    });
  },
  boost: -2,
}));

const ELSEWHERE = ['QuotedIdentifier', 'String', 'LineComment', 'BlockComment'];

/** Not in a text or a remark, nor behind a dot, where only columns of one table are. */
function inTheOpen(source: CompletionSource): CompletionSource {
  const inCode = ifNotIn(ELSEWHERE, source);
  return (context) => (context.matchBefore(/\.\s*\w*/) ? null : inCode(context));
}

/** Which columns there are, beside the tables that have them; those of the tables that the text names come first. */
function columnWords(tables: readonly CodeTable[]): CompletionSource {
  const columns = new Map<string, { readonly tables: string[]; readonly type: string }>();
  for (const { name: table, columns: ofTable } of tables)
    for (const { name, type } of ofTable) {
      const known = columns.get(name);
      if (known) known.tables.push(table);
      else columns.set(name, { tables: [table], type });
    }
  return (context: CompletionContext) => {
    const word = context.matchBefore(/\w+/);
    if (!word && !context.explicit) return null;
    const names = new Set(context.state.doc.toString().toLowerCase().match(/\w+/g) ?? []);
    const options = [...columns].map(
      ([label, { tables: having, type }]): Completion => ({
        label,
        type: 'property',
        detail: having.length === 1 ? `${having[0]} · ${type}` : having.join(', '),
        boost: having.some((table) => names.has(table.toLowerCase())) ? 2 : 0,
      }),
    );
    return { from: word?.from ?? context.pos, options, validFor: /^\w*$/ };
  };
}

/** Keywords as one begins to write them: in capitals, unless small letters are typed. */
function keywordWords(context: CompletionContext): CompletionResult | null {
  const typed = context.matchBefore(/\w+/)?.text ?? '';
  const inCapitals = typed === '' || typed !== typed.toLowerCase();
  const words = `${KEYWORDS} ${TYPES}`.split(' ').map((word) => (inCapitals ? word.toUpperCase() : word));
  return typed === '' && !context.explicit
    ? null
    : {
        from: context.pos - typed.length,
        options: words.map((label) => ({ label, type: 'keyword', boost: -1 })),
        validFor: inCapitals ? /^\w*$/ : /^[^A-Z]*$/,
      };
}

/** The language with words of these tables. */
export function sqlite(tables: readonly CodeTable[]): LanguageSupport {
  const schema = Object.fromEntries(
    tables.map(({ name, title, columns }) => [
      name,
      {
        self: { label: name, type: 'type', boost: 1, ...(title === '' ? {} : { detail: title }) },
        children: columns.map((column): Completion => ({ label: column.name, type: 'property', detail: column.type })),
      },
    ]),
  );
  const sources = [
    schemaCompletionSource({ dialect, schema }),
    inTheOpen(columnWords(tables)),
    inTheOpen(completeFromList(FUNCTION_WORDS)),
    inTheOpen(keywordWords),
  ];
  return new LanguageSupport(
    dialect.language,
    sources.map((autocomplete) => dialect.language.data.of({ autocomplete })),
  );
}
