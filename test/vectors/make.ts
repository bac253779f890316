/** Writes the vectors of the current format. Run once when a format version is made; never to make a test pass. */
import { writeFileSync } from 'node:fs';
import { toHex } from '../../shared/base/bytes.ts';
import { cryptoReady } from '../../shared/crypto/sodium.ts';
import { artefacts } from './artefacts.ts';

await cryptoReady;
const made = Object.entries(await artefacts()).map(([name, value]) => [name, typeof value === 'string' ? value : toHex(value)]);
writeFileSync(new URL('./format-1.json', import.meta.url), `${JSON.stringify(Object.fromEntries(made), null, 2)}\n`);
