/** Where an element stands in the text of a resource: for an editor that shows what is wrong beside it. */

/**
 * The 1-based line of the element that a path names (`Patient.name[0].family`), or of the nearest one around it that is there; undefined
 * where the text is no JSON object up to there. The resource may stand in a Bundle of one entry.
 */
export function lineOfElement(text: string, expression: string): number | undefined {
  const [, ...steps] = expression.match(/[^.[\]]+/g) ?? [];
  const places = placesIn(text);
  const inEntry = places.has('entry.0.resource') ? ['entry', '0', 'resource'] : [];
  for (let length = steps.length; length >= 0; length--) {
    const offset = places.get([...inEntry, ...steps.slice(0, length)].join('.'));
    if (offset !== undefined) return text.slice(0, offset).split('\n').length;
  }
  return undefined;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** Offsets of all values by their path, steps with dots between. As far as the text can be read. */
function placesIn(text: string): Map<string, number> {
  const places = new Map<string, number>();
  const path: (string | number)[] = [];
  const kinds: ('object' | 'list')[] = [];
  let name: { readonly text: string; readonly at: number } | undefined;
  const note = (at: number): void => {
    const key = path.join('.');
    if (!places.has(key)) places.set(key, at);
  };
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const inObject = kinds.at(-1) === 'object';
    if (token === '{' || token === '[') {
      if (kinds.length === 0 || !inObject) note(index);
      kinds.push(token === '{' ? 'object' : 'list');
      path.push(token === '{' ? '' : 0);
    } else if (token === '}' || token === ']') {
      kinds.pop();
      path.pop();
    } else if (token === ':' && name && inObject) {
      path[path.length - 1] = nameIn(name.text);
      note(name.at);
    } else if (token === ',') {
      const last = path.at(-1);
      if (!inObject && typeof last === 'number') path[path.length - 1] = last + 1;
    } else if (inObject) name = { text: token, at: index };
    else note(index);
  }
  return places;
}

function nameIn(token: string): string {
  try {
    return String(JSON.parse(token));
  } catch {
    return token;
  }
}
