/** The HTML of narratives: which elements there are, with which attributes, and what may stand in what. https://www.w3.org/TR/html401/ */

/** Elements of chapters 7 to 11 (but section 4 of chapter 9) and 15 of HTML 4.0, and `a` and images. */
const ELEMENTS = words(
  `a abbr acronym address b bdo big blockquote br caption cite code col colgroup dd dfn div dl dt em h1 h2 h3 h4 h5 h6 hr i img
  kbd li map area ol p pre q samp small span strong sub sup table tbody td tfoot th thead tr tt ul var`,
);
/** Of the same chapters, but given up by HTML itself: programs know them, HL7's validator does not. */
const OLD = words('center font s strike u');
const ANYWHERE = words('title style class id lang xml:lang dir accesskey tabindex xml:space');
const CELLS = words('span width align valign char charoff abbr axis headers scope rowspan colspan');
const OLD_ATTRIBUTES = words(
  'start value type size color face compact nowrap bgcolor clear noshade hspace vspace target datetime background',
);
/** Attributes by the elements that have them, beside those that all may have. */
const OWN: Readonly<Record<string, ReadonlySet<string>>> = {
  a: words('href name charset type hreflang rel rev shape coords'),
  area: words('shape coords href nohref alt'),
  blockquote: words('cite'),
  img: words('src alt longdesc height width usemap ismap border'),
  map: words('name'),
  pre: words('space width'),
  q: words('cite'),
  table: words('summary width border frame rules cellspacing cellpadding'),
  td: words('nowrap'),
};
const ANY_OWN: ReadonlySet<string> = new Set(Object.values(OWN).flatMap((names) => [...names]));

/** What alone may stand in these. */
const ONLY: Readonly<Record<string, ReadonlySet<string>>> = {
  table: words('tbody tr caption thead tfoot col colgroup'),
  thead: words('tr'),
  tbody: words('tr'),
  tfoot: words('tr'),
  tr: words('td th'),
  ul: words('li'),
  ol: words('li'),
  dl: words('dd dt'),
  map: words('area'),
  br: new Set(),
  hr: new Set(),
  img: new Set(),
  area: new Set(),
};
/** What these alone may stand in. */
const WITHIN: Readonly<Record<string, ReadonlySet<string>>> = {
  tr: words('table thead tbody tfoot'),
  thead: words('table'),
  tbody: words('table'),
  tfoot: words('table'),
  caption: words('table'),
  colgroup: words('table'),
  col: words('table colgroup'),
  td: words('tr'),
  th: words('tr'),
  li: words('ul ol'),
  dd: words('dl'),
  dt: words('dl'),
};
/** Elements of text, that no block may stand in; those of the second list not in themselves either. */
const TEXT = words('p h1 h2 h3 h4 h5 h6 pre address span caption');
const INLINE = words('a b em i strong small big sub sup code tt dfn q var abbr acronym cite bdo kbd samp');
const BLOCKS = words('div pre table ul ol');
/** Blocks that a paragraph cannot have beside those. */
const NOT_IN_PARAGRAPH = words('p blockquote');

const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
/** Addresses that run something. */
const SCRIPT = /^\s*(?:javascript|vbscript):/i;
/** https://www.rfc-editor.org/rfc/rfc3986#section-2, letters of any script, and | as canonicals have it. */
const ADDRESS = /^[\p{L}\p{N};?:@&=+$.,/%\-_~#[\]!'()*|]+$/u;
/** https://www.rfc-editor.org/rfc/rfc2397, as images are carried: up to the comma, and behind it. */
const DATA_HEAD = /^data:\s*[\w*.+-]+\/[\w*.+-]+(?:;[\w-]+=[^;,]+)*;base64$/;
const DATA_BODY = /^[A-Za-z0-9+/\s]+={0,2}$/;

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/));
}

/** Whether a narrative may have the element; `strict`: without those that HTML has given up. */
export function isElement(name: string, strict: boolean): boolean {
  return ELEMENTS.has(name) || (!strict && OLD.has(name));
}

/** What is wrong with the attributes of a tag: the first that may not stand there, or leads nowhere; `close`: of this very element. */
export function attributeFault(
  element: string,
  attributes: string,
  close: boolean,
): { readonly key: 'xhtml-attribute' | 'xhtml-address'; readonly name: string } | undefined {
  for (const [, name = '', double, single] of attributes.matchAll(ATTRIBUTE)) {
    if (name.startsWith('xmlns') || ANYWHERE.has(name)) continue;
    const value = double ?? single ?? '';
    const known = CELLS.has(name) || (close ? OWN[element]?.has(name) : ANY_OWN.has(name) || OLD_ATTRIBUTES.has(name));
    const address = name === 'href' || name === 'src';
    if (!known || (address && SCRIPT.test(value))) return { key: 'xhtml-attribute', name };
    if (address && close && !isAddress(value.replaceAll('&amp;', '&'))) return { key: 'xhtml-address', name };
  }
  return undefined;
}

function isAddress(value: string): boolean {
  if (!value.startsWith('data:')) return ADDRESS.test(value);
  const comma = value.indexOf(',');
  return comma >= 0 && DATA_HEAD.test(value.slice(0, comma)) && DATA_BODY.test(value.slice(comma + 1).trimEnd());
}

/** The element that an element (or text, '') may not stand in, of those that are open around it, the innermost last; undefined: it may. */
export function placeFault(name: string, open: readonly string[]): string | undefined {
  const parent = open.at(-1) ?? '';
  if (ONLY[parent] && !ONLY[parent].has(name)) return parent;
  if (WITHIN[name] && !WITHIN[name].has(parent)) return parent;
  if (BLOCKS.has(name)) return open.find((one) => TEXT.has(one) || INLINE.has(one));
  if (NOT_IN_PARAGRAPH.has(name)) return open.find((one) => one === 'p');
  return INLINE.has(name) ? open.find((one) => one === name) : undefined;
}
