/** The narrative: http://hl7.org/fhir/R4/narrative.html. Well-formed, of the elements and attributes that it may have, and not empty. */
import type { Place, TextCheck } from '../place.ts';
import { attributeFault, isElement, placeFault } from './xhtml.ts';

/** Elements in each other: more is no text that a person reads, and takes ever longer to look through. */
const DEEPEST = 500;
const NAMESPACE = 'http://www.w3.org/1999/xhtml';
const TOKEN =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<(\/?)([A-Za-z][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|[^<]+|</g;
const NAMESPACES = /\sxmlns\s*=\s*(?:"([^"]*)"|'([^']*)')/;
const BARE_AMPERSAND = /&(?!#\d+;|#x[0-9a-fA-F]+;|[A-Za-z][A-Za-z0-9]*;)/;

/** Rules txt-1 and txt-2, and the form of XML that they need. Where all is known also what HTML lets stand in what. */
export const checkXhtml: TextCheck = ({ text, path, holder }) => {
  const fault = new Narrative(path, holder).read(text);
  if (fault) holder.report.error(path, fault);
};

class Narrative {
  readonly #path: string;
  readonly #place: Place;
  readonly #open: string[] = [];
  #content = false;
  #roots = 0;

  constructor(path: string, place: Place) {
    this.#path = path;
    this.#place = place;
  }

  /** The fault that ends the reading, or what is wrong with the whole; what may not stand in it is reported on the way. */
  read(text: string): 'xhtml-form' | 'xhtml-div' | 'xhtml-empty' | 'xhtml-deep' | undefined {
    for (const [token, closing, name, attributes = '', empty] of text.matchAll(TOKEN)) {
      if (token === '<' || token.startsWith('<?')) return 'xhtml-form';
      if (name === undefined) {
        const fault = token.startsWith('<!--') ? undefined : this.#text(token);
        if (fault) return fault;
      } else if (closing !== '') {
        if (this.#open.pop() !== name) return 'xhtml-form';
      } else {
        if (this.#open.length === 0 && (++this.#roots > 1 || name !== 'div')) return 'xhtml-div';
        this.#element(name, attributes);
        if (empty === '' && this.#open.push(name) > DEEPEST) return 'xhtml-deep';
      }
    }
    if (this.#open.length > 0) return 'xhtml-form';
    if (this.#roots === 0) return 'xhtml-div';
    return this.#content ? undefined : 'xhtml-empty';
  }

  #text(token: string): 'xhtml-form' | 'xhtml-div' | undefined {
    if (BARE_AMPERSAND.test(token) && !token.startsWith('<![')) return 'xhtml-form';
    if (!/[^\s\u00a0]/.test(token.replace(/&nbsp;|&#160;|&#xa0;/gi, ' '))) return undefined;
    if (this.#open.length === 0) return 'xhtml-div';
    this.#content = true;
    this.#standing('');
    return undefined;
  }

  #element(name: string, attributes: string): void {
    const { report } = this.#place;
    if (!isElement(name, this.#place.strict === true))
      report.error(this.#path, 'xhtml-element', { name: name.slice(0, 20) });
    else {
      const bad = attributeFault(name, attributes, this.#place.known !== undefined);
      if (bad) report.error(this.#path, bad.key, { name: bad.name.slice(0, 20) });
      this.#standing(name);
    }
    const [, double, single] = NAMESPACES.exec(attributes) ?? [];
    const namespace = double ?? single;
    if (namespace === undefined ? this.#open.length === 0 : namespace !== NAMESPACE)
      report.error(this.#path, 'xhtml-namespace');
    if (name === 'img') this.#content = true;
  }

  /** What stands in what; '' for text. */
  #standing(name: string): void {
    if (!this.#place.known || this.#open.length === 0) return;
    const parent = placeFault(name, this.#open);
    if (parent !== undefined)
      this.#place.report.error(this.#path, 'xhtml-place', { name: name === '' ? '#text' : name, parent });
  }
}
