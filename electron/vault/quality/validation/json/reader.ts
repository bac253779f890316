/**
 * Reads JSON and tells where it is none: RFC 8259, and what FHIR adds (http://hl7.org/fhir/R4/json.html: no name twice in an
 * object). Goes on where it is clear what was meant (a comment, a comma too many or too few), so that more than the first
 * fault is told.
 */
import type { Json } from '../../../../../shared/records/json.ts';

export type JsonFault =
  | 'json-comment'
  | 'json-comma'
  | 'json-no-comma'
  | 'json-twice'
  | 'json-quotes'
  | 'json-control'
  | 'json-number'
  | 'json-ends'
  | 'json-broken'
  | 'json-deep';

export interface FoundFault {
  readonly fault: JsonFault;
  /** As FHIRPath below the resource: `name[0].family`; empty for the resource itself. */
  readonly path: string;
  /** Where it stands in the text; the first character is 0. */
  readonly offset: number;
}

/** `value` is missing where reading had to stop. */
export interface ReadJson {
  readonly value?: Json;
  readonly faults: readonly FoundFault[];
}

/** Deeper than any resource: http://hl7.org/fhir/R4/json.html says no number, programs have one. */
const DEEPEST = 200;
/** Faults after which reading on tells nothing. */
const MOST = 50;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /[A-Za-z0-9_+.$-]+/y;
const SPACE = /[ \t\r\n]*/y;
const COMMENT = /\/\/[^\n]*|\/\*[\s\S]*?\*\//y;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not stand in a text
const PLAIN = /[^"\\\u0000-\u001f]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** Ends the reading; the fault is noted already. */
class Stop extends Error {}

/** Reads one text. */
export function readJson(text: string): ReadJson {
  const reader = new Reader(text);
  try {
    return { value: reader.document(), faults: reader.faults };
  } catch (error) {
    if (error instanceof Stop) return { faults: reader.faults };
    throw error;
  }
}

class Reader {
  readonly faults: FoundFault[] = [];
  readonly #text: string;
  readonly #path: string[] = [];
  #at = 0;

  constructor(text: string) {
    this.#text = text.startsWith('\uFEFF') ? text.slice(1) : text;
  }

  document(): Json {
    this.#space();
    const value = this.#value(0);
    this.#space();
    if (this.#at < this.#text.length) this.#stop('json-broken');
    return value;
  }

  #note(fault: JsonFault): void {
    this.faults.push({ fault, path: this.#path.join(''), offset: this.#at });
    if (this.faults.length === MOST) throw new Stop();
  }

  #stop(fault: JsonFault): never {
    this.#note(this.#at >= this.#text.length ? 'json-ends' : fault);
    throw new Stop();
  }

  /** What the pattern matches here, and steps over it. */
  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const [found] = pattern.exec(this.#text) ?? [];
    if (found !== undefined) this.#at += found.length;
    return found;
  }

  #space(): void {
    this.#take(SPACE);
    while (this.#text[this.#at] === '/') {
      this.#note('json-comment');
      if (!this.#take(COMMENT)) this.#stop('json-broken');
      this.#take(SPACE);
    }
  }

  #value(depth: number): Json {
    if (depth > DEEPEST) this.#stop('json-deep');
    const sign = this.#text[this.#at];
    if (sign === '{') return this.#object(depth);
    if (sign === '[') return this.#list(depth);
    if (sign === '"') return this.#string();
    if (sign === "'") this.#stop('json-quotes');
    const start = this.#at;
    const word = this.#take(WORD);
    if (word === 'true') return true;
    if (word === 'false') return false;
    if (word === 'null') return null;
    if (word === undefined) this.#stop('json-broken');
    NUMBER.lastIndex = start;
    if (NUMBER.exec(this.#text)?.[0] === word) {
      const number = Number(word);
      return String(number) === word ? number : JSON.rawJSON(word);
    }
    this.#at = start;
    return this.#stop(/^[-+.\d]/.test(word) ? 'json-number' : 'json-quotes');
  }

  #string(): string {
    const start = this.#at++;
    let controls = false;
    for (;;) {
      this.#take(PLAIN);
      const sign = this.#text[this.#at];
      if (sign === '"') break;
      if (sign === undefined) this.#stop('json-ends');
      if (sign === '\\') {
        if (this.#take(ESCAPE) === undefined) this.#stop('json-broken');
      } else {
        if (!controls) this.#note('json-control');
        controls = true;
        this.#at++;
      }
    }
    this.#at++;
    const text = this.#text.slice(start, this.#at);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they were noted
    return JSON.parse(controls ? text.replace(/[\u0000-\u001f]/g, ' ') : text) as string;
  }

  #list(depth: number): Json[] {
    const list: Json[] = [];
    this.#members(']', () => {
      this.#path.push(`[${list.length}]`);
      list.push(this.#value(depth + 1));
      this.#path.pop();
    });
    return list;
  }

  #object(depth: number): Json {
    const members = new Map<string, Json>();
    this.#members('}', () => {
      if (this.#text[this.#at] !== '"') this.#stop('json-quotes');
      const name = this.#string();
      this.#path.push(this.#path.length === 0 ? name : `.${name}`);
      if (members.has(name)) this.#note('json-twice');
      this.#space();
      if (this.#text[this.#at] !== ':') this.#stop('json-broken');
      this.#at++;
      this.#space();
      members.set(name, this.#value(depth + 1));
      this.#path.pop();
    });
    return Object.fromEntries(members);
  }

  /** Members of an object or a list, with commas between them, until the sign that closes it. */
  #members(close: string, member: () => void): void {
    this.#at++;
    this.#space();
    for (let first = true; this.#text[this.#at] !== close; first = false) {
      if (!first) this.#comma(close);
      if (this.#text[this.#at] === close) break;
      member();
      this.#space();
    }
    this.#at++;
  }

  #comma(close: string): void {
    const sign = this.#text[this.#at];
    if (sign !== ',') {
      // a value may follow where a comma was forgotten
      if (sign === undefined || !/["[{\w-]/.test(sign)) this.#stop('json-broken');
      this.#note('json-no-comma');
      return;
    }
    this.#at++;
    this.#space();
    while (this.#text[this.#at] === close || this.#text[this.#at] === ',') {
      this.#note('json-comma');
      if (this.#text[this.#at] === close) return;
      this.#at++;
      this.#space();
    }
  }
}
