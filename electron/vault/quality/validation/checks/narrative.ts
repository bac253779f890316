/** The narrative: http://hl7.org/fhir/R4/narrative.html. Well-formed, of the elements and attributes that it may have, and not empty. */
import type { Check, TextCheck } from '../place.ts';

/** Elements of chapters 7 to 11 (but section 4 of chapter 9) and 15 of HTML 4.0, and `a` and images. */
const ELEMENTS = new Set(
  `a abbr acronym address b big blockquote br caption cite code col colgroup dd del dfn div dl dt em h1 h2 h3 h4 h5 h6 hr i img
  ins kbd li map area ol p pre q s samp small span strike strong sub sup table tbody td tfoot th thead tr tt u ul var font center`.split(
    /\s+/,
  ),
);
const ATTRIBUTES = new Set(
  `title style class id lang xml:lang dir accesskey tabindex span width align valign char charoff abbr axis headers scope rowspan
  colspan summary border frame rules cellspacing cellpadding href hreflang name rel rev charset type src alt longdesc height usemap
  ismap shape coords nohref cite datetime start value size color face compact nowrap bgcolor clear noshade hspace vspace xmlns target
  xml:space`.split(/\s+/),
);
const NAMESPACE = 'http://www.w3.org/1999/xhtml';
const TOKEN =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<(\/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|[^<]+|</g;
const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const BARE_AMPERSAND = /&(?!#\d+;|#x[0-9a-fA-F]+;|[A-Za-z][A-Za-z0-9]*;)/;
/** Addresses that run something. */
const SCRIPT = /^\s*(?:javascript|vbscript):/i;

/** Rules txt-1 and txt-2, and the form of XML that they need. */
export const checkXhtml: TextCheck = ({ text, path, holder: { report } }) => {
  const open: string[] = [];
  let content = false;
  let roots = 0;
  for (const [token, closing, rawName, attributes = '', empty] of text.matchAll(TOKEN)) {
    if (token === '<' || token.startsWith('<?')) {
      report.error(path, 'xhtml-form');
      return;
    }
    if (rawName === undefined) {
      if (token.startsWith('<!--')) continue;
      if (BARE_AMPERSAND.test(token) && !token.startsWith('<![')) {
        report.error(path, 'xhtml-form');
        return;
      }
      if (/[^\s\u00a0]/.test(token.replace(/&nbsp;|&#160;|&#xa0;/gi, ' '))) {
        if (open.length === 0) {
          report.error(path, 'xhtml-div');
          return;
        }
        content = true;
      }
      continue;
    }
    const name = rawName;
    if (closing !== '') {
      if (open.pop() !== name) {
        report.error(path, 'xhtml-form');
        return;
      }
      continue;
    }
    if (open.length === 0 && (++roots > 1 || name !== 'div')) {
      report.error(path, 'xhtml-div');
      return;
    }
    const bad = badAttribute(attributes);
    if (!ELEMENTS.has(name)) report.error(path, 'xhtml-element', { name: name.slice(0, 20) });
    else if (bad !== undefined) report.error(path, 'xhtml-attribute', { name: bad.slice(0, 20) });
    if (open.length === 0 && !attributes.includes(NAMESPACE)) report.error(path, 'xhtml-namespace');
    if (name === 'img') content = true;
    if (empty === '') open.push(name);
  }
  if (open.length > 0) report.error(path, 'xhtml-form');
  else if (roots === 0) report.error(path, 'xhtml-div');
  else if (!content) report.error(path, 'xhtml-empty');
};

/** The first attribute that may not stand there; undefined for none. */
function badAttribute(attributes: string): string | undefined {
  for (const [, name = '', double, single] of attributes.matchAll(ATTRIBUTE)) {
    if (name.startsWith('xmlns')) continue;
    if (!ATTRIBUTES.has(name)) return name;
    if ((name === 'href' || name === 'src') && SCRIPT.test(double ?? single ?? '')) return name;
  }
  return undefined;
}

const ACTIVE = /<\s*(?:script|iframe|object|embed|applet|form|meta|link|base)\b|<[a-z][^>]*\son[a-z]+\s*=|javascript:/i;

/** Texts that would run in a page: http://hl7.org/fhir/R4/security.html#narrative warns of content that is active. */
export const checkActiveText: TextCheck = ({ text, path, holder: { report } }) => {
  if (text.includes('<') && ACTIVE.test(text)) report.error(path, 'active-text');
};

/** http://hl7.org/fhir/R4/datatypes.html#string: a string should have something in it beside spaces. */
export const checkBlank: TextCheck = ({ text, path, holder: { report } }) => {
  if (text.trim() === '') report.warning(path, 'blank');
};

/** http://hl7.org/fhir/R4/datatypes.html#Attachment: the size is that of the data. */
export const checkAttachment: Check = ({ value: { data, size }, path, report }) => {
  if (typeof data !== 'string' || typeof size !== 'number') return;
  const bare = data.replace(/\s/g, '');
  const bytes = (bare.length / 4) * 3 - (bare.endsWith('==') ? 2 : bare.endsWith('=') ? 1 : 0);
  if (bytes !== size) report.error(`${path}.size`, 'attachment-size', { size: String(bytes) });
};
