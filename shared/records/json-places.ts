/** Where an element stands in the text of a resource: for an editor that shows what is wrong beside it. */

/** Part of a text, in UTF-16 units. */
export interface TextSpan {
  readonly from: number;
  readonly to: number;
}

/**
 * The 1-based line of the element that a path names (`Patient.name[0].family`), or of the nearest one around it that is there; undefined
 * where the text is no JSON object up to there. The resource may stand in a Bundle of one entry.
 */
export function lineOfElement(text: string, expression: string): number | undefined {
  const place = placeOf(text, expression);
  return place && text.slice(0, place.from).split('\n').length;
}

/**
 * The value of the element that a path names, as `lineOfElement` finds it: what stands between the quotes of a text; of an object or a list, and
 * of an element around the one that is not there, its name, or its bracket where it has none.
 */
export function spanOfElement(text: string, expression: string): TextSpan | undefined {
  const place = placeOf(text, expression);
  if (!place) return undefined;
  const { from, to } = (place.isNamed ? place.value : undefined) ?? place;
  return { from, to };
}

interface Place extends TextSpan {
  readonly value?: TextSpan;
}

/** `isNamed`: the very element, not one around it. */
function placeOf(text: string, expression: string): (Place & { readonly isNamed: boolean }) | undefined {
  const [, ...steps] = expression.match(/[^.[\]]+/g) ?? [];
  const places = placesIn(text);
  const inEntry = places.has('entry.0.resource') ? ['entry', '0', 'resource'] : [];
  for (let length = steps.length; length >= 0; length--) {
    const place = places.get([...inEntry, ...steps.slice(0, length)].join('.'));
    if (place !== undefined) return { ...place, isNamed: length === steps.length };
  }
  return undefined;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** All values by their path, steps with dots between. As far as the text can be read. */
function placesIn(text: string): Map<string, Place> {
  const places = new Map<string, Place>();
  const path: (string | number)[] = [];
  const kinds: ('object' | 'list')[] = [];
  let name: { readonly text: string; readonly at: number } | undefined;
  /** A value follows the name. */
  let isNamed = false;
  const note = (at: number, token: string): void => {
    const key = path.join('.');
    if (!places.has(key)) places.set(key, { from: at, to: at + token.length });
  };
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const inObject = kinds.at(-1) === 'object';
    if (token === '{' || token === '[') {
      if (kinds.length === 0 || !inObject) note(index, token);
      kinds.push(token === '{' ? 'object' : 'list');
      path.push(token === '{' ? '' : 0);
      isNamed = false;
    } else if (token === '}' || token === ']') {
      kinds.pop();
      path.pop();
    } else if (token === ':' && name && inObject) {
      path[path.length - 1] = nameIn(name.text);
      note(name.at, name.text);
      isNamed = true;
    } else if (token === ',') {
      const last = path.at(-1);
      if (!inObject && typeof last === 'number') path[path.length - 1] = last + 1;
    } else if (inObject && isNamed) {
      const place = places.get(path.join('.'));
      if (place && name?.at === place.from) places.set(path.join('.'), { ...place, value: within(token, index) });
      isNamed = false;
    } else if (inObject) name = { text: token, at: index };
    else {
      note(index, token);
      const place = places.get(path.join('.'));
      if (place?.from === index) places.set(path.join('.'), { ...place, value: within(token, index) });
    }
  }
  return places;
}

/** A text without its quotes, unless nothing is left of it. */
function within(token: string, at: number): TextSpan {
  return token.length > 2 && token.startsWith('"')
    ? { from: at + 1, to: at + token.length - 1 }
    : { from: at, to: at + token.length };
}

function nameIn(token: string): string {
  try {
    return String(JSON.parse(token));
  } catch {
    return token;
  }
}
