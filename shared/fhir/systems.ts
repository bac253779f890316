/** The code systems that come with FHIR R4 (`r4/systems.json`, see `structure.ts`): large, and read only where it is asked for. */
import systems from './r4/systems.json' with { type: 'json' };

const texts: Readonly<Record<string, string>> = systems;
const known = new Map<string, ReadonlyMap<string, string>>();

/** Displays by code of a code system that is complete here; undefined where it is not known. An empty display is none. */
export function conceptsOf(system: string): ReadonlyMap<string, string> | undefined {
  const found = known.get(system);
  if (found) return found;
  if (!Object.hasOwn(texts, system)) return undefined;
  const concepts = new Map(
    (texts[system] ?? '').split('\n').map((line) => {
      const [code = '', display = ''] = line.split('\t');
      return [code, display] as const;
    }),
  );
  known.set(system, concepts);
  return concepts;
}
