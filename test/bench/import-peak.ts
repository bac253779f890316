/** `import-peak.ts FOLDER FILE`: a process of its own, so that its peak of memory is the vault's. Imports a file into a new clinic in FOLDER/home. */
import { peakMemory } from './peak.ts';
import { foundClinic, openHome } from './vaults.ts';

const [folder = '', file = ''] = process.argv.slice(2);
const vault = await openHome(folder, 'home', false);
await foundClinic(vault);
const begun = performance.now();
const { created, rejected } = await vault.ask('import.files', { job: 'bench', paths: [file] });
const ms = performance.now() - begun;
await vault.vault.close();
console.log(JSON.stringify({ created, rejected, ms, peak: peakMemory() }));
