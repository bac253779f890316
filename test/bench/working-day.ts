/** `working-day.ts FOLDER NAME`: what a clinic does in a day, on the home of that name; prints the peak of memory in bytes. */
import { z } from 'zod';
import { peakMemory } from './peak.ts';
import { openHome, unlock } from './vaults.ts';

const SEARCHES = ['wang', 'zhang w', 'lixl', '张', '王伟', '1980', 'smith', '142', 'chen m', '刘'];
const CHARTS = 60;
const VISITS = 30;

const [folder, name] = z.tuple([z.string().min(1), z.string().min(1)]).parse(process.argv.slice(2));
const vault = await openHome(folder, name, false);
await unlock(vault);
const patients: string[] = [];
for (const text of SEARCHES)
  for (let length = 1; length <= text.length; length++) {
    const { hits } = await vault.ask('patient.search', { text: text.slice(0, length) });
    patients.push(...hits.map(({ id }) => id));
  }
for (const id of patients.slice(0, CHARTS)) await vault.ask('patient.chart', { id });
for (const patient of patients.slice(0, VISITS))
  await vault.ask('visit.record', {
    patient,
    complaint: 'Cough',
    note: 'Three days. Lungs clear.',
    vitals: { systolic: 130, diastolic: 80 },
  });
await vault.ask('patient.list', {});
for (const { name } of (await vault.ask('measures.list', {})).measures) await vault.ask('measures.ask', { name });
await vault.vault.close();
console.log(peakMemory());
