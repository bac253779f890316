/**
 * Makes THIRD_PARTY_NOTICES from what is installed: every package that the product's code imports (not its tests and tools),
 * and what those depend on, with their licences' texts. `node build/notices.ts` writes the file; a test compares it.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { ROOT } from './setup/paths.ts';

export const NOTICES_FILE = join(ROOT, 'THIRD_PARTY_NOTICES');
const PRODUCT = ['shared', 'electron', 'renderer', 'cloud'];
/** Their own dependencies only install them. */
const LEAVES = new Set(['electron']);

const IMPORTS = [
  /^(?:import|export)\s+(type\s)?[^;'"]*?from\s*'([^']+)'/gm,
  /^import\s*()'([^']+)'/gm,
  /\bimport\(()'([^']+)'\)/g,
];

const Manifest = z.object({
  name: z.string(),
  version: z.string(),
  /** An object where the package is from before npm 3. */
  license: z.union([z.string(), z.object({ type: z.string() }).transform(({ type }) => type)]).optional(),
  dependencies: z.record(z.string(), z.string()).default({}),
});

interface Package {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly texts: readonly string[];
}

/** The names of the packages that the product's code imports; those imported for their types alone are not shipped. */
export function importedPackages(root: string): string[] {
  const names = new Set<string>();
  for (const folder of PRODUCT) {
    for (const file of readdirSync(join(root, folder), { withFileTypes: true, recursive: true })) {
      if (!file.isFile() || !/\.tsx?$/.test(file.name)) continue;
      const source = readFileSync(join(file.parentPath, file.name), 'utf8');
      for (const [, type, specifier = ''] of IMPORTS.flatMap((pattern) => [...source.matchAll(pattern)])) {
        if (type?.startsWith('type') || /^[./]|^node:/.test(specifier) || builtinModules.includes(specifier)) continue;
        names.add(specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/'));
      }
    }
  }
  return [...names].sort();
}

/** The text of the file, the same for the same installed packages. */
export function notices(root = ROOT): string {
  const packages = new Map<string, Package>();
  const visit = (name: string, from: string): void => {
    const folder = findPackage(name, from);
    if (packages.has(folder)) return;
    const manifest = Manifest.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
    const { version, license = 'see its text' } = manifest;
    packages.set(folder, { name: manifest.name, version, licence: license, texts: licenceTexts(folder) });
    if (!LEAVES.has(name)) for (const dependency of Object.keys(manifest.dependencies)) visit(dependency, folder);
  };
  for (const name of importedPackages(root)) visit(name, root);
  return render([...packages.values()].sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version)));
}

/** Looks where Node would: in the importer's node_modules, then further up. */
function findPackage(name: string, from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const found = join(folder, 'node_modules', name);
    if (existsSync(join(found, 'package.json'))) return found;
    if (folder === dirname(folder)) throw new Error(`${name} is not installed; run npm ci`);
  }
}

function licenceTexts(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => /^(licen[cs]e|copying|notice)/i.test(name))
    .flatMap((entry) =>
      entry.isDirectory()
        ? readdirSync(join(folder, entry.name))
            .sort(compare)
            .map((name) => join(folder, entry.name, name))
        : [join(folder, entry.name)],
    )
    .sort(compare)
    .map((file) => readFileSync(file, 'utf8').replace(/\r\n?/g, '\n').trim());
}

const HEAD = `Third-party software and data in Xinglin
Made by build/notices.ts from the installed packages; not edited by hand.

DATA

LOINC codes name observations in records, sample data and charts. This material contains content from LOINC
(http://loinc.org). LOINC is copyright © Regenstrief Institute, Inc. and the Logical Observation Identifiers Names and
Codes (LOINC) Committee and is available at no cost under the license at http://loinc.org/license. LOINC® is a registered
United States trademark of Regenstrief Institute, Inc. The names that Xinglin shows beside the codes are its own.

ICD-10 codes name diagnoses in sample data. The names beside them are Xinglin's own; the text of ICD-10 is the World Health
Organization's and is not part of Xinglin. CVX codes are published by the Centers for Disease Control and Prevention and
are in the public domain. UCUM codes name units: the Unified Code for Units of Measure is copyright © Regenstrief
Institute, Inc. and the UCUM Organization. HL7® and FHIR® are registered trademarks of Health Level Seven International; the FHIR
specification is in the public domain (CC0).

Packages of Xinglin carry Electron, which contains Chromium and Node.js; their licences lie beside the program in
LICENSE.electron.txt and LICENSES.chromium.html.

PACKAGES
`;

function render(packages: readonly Package[]): string {
  const owners = new Map<string, string[]>();
  for (const { name, version, texts } of packages) {
    for (const text of texts) owners.set(text, [...(owners.get(text) ?? []), `${name} ${version}`]);
  }
  const list = packages.map(({ name, version, licence }) => `${name} ${version}: ${licence}`);
  const texts = [...owners].map(([text, names]) => `${'='.repeat(100)}\n${names.join(', ')}\n\n${text}\n`);
  return `${HEAD}\n${list.join('\n')}\n\nTEXTS\n\n${texts.join('\n')}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

if (import.meta.main) writeFileSync(NOTICES_FILE, notices());
