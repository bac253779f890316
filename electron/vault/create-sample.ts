/** A generated clinic to look around in. */

import type { JsonObject } from '../../shared/records/json.ts';
import type { VaultCore } from './core.ts';
import { createClinic } from './create-clinic.ts';
import { createRecords } from './records/commands.ts';
import { activeUser } from './records/workspace.ts';
import { generateClinic, SAMPLE_TIME_ZONE } from './sample/generate.ts';
import { SAMPLE_PASSPHRASE } from './sample/passphrase.ts';
import { SampleReviews, sampleOrders } from './sample/reviews.ts';
import { oneOfEachName, todayOf } from './sample/today.ts';

const SEED = 20260401;
const BATCH = 1000;
const DAY_MS = 86_400_000;
/** So many come today. */
const TODAY = 12;
/** Resources that a patient brings, about: for the progress bar only. */
const RESOURCES_PER_PATIENT = 41;

/** Creates the sample and fills it, telling progress under the job `sample`. */
export async function createSample(
  core: VaultCore,
  input: { locale: 'zh-CN' | 'en'; patients: number },
): Promise<{ clinicId: string; passphrase: string }> {
  const chinese = input.locale === 'zh-CN';
  const { clinicId } = await createClinic(core, {
    clinicName: chinese ? '杏林示例诊所' : 'Apricot Grove Sample Clinic',
    ownerName: chinese ? '林医生' : 'Dr Lin',
    passphrase: SAMPLE_PASSPHRASE,
    locale: input.locale,
    timeZone: SAMPLE_TIME_ZONE,
    sample: true,
  });
  const workspace = core.clinic?.workspace;
  if (!workspace) throw new Error('a clinic that was just created is not open');
  const total = input.patients * RESOURCES_PER_PATIENT;
  let batch: JsonObject[] = [];
  let done = 0;
  const write = async (): Promise<void> => {
    createRecords(workspace, batch);
    done += batch.length;
    batch = [];
    core.options.emit('progress', {
      job: 'sample',
      phase: 'generating',
      done: Math.min(done, total),
      total,
      unit: 'records',
    });
    await new Promise((resolve) => setImmediate(resolve)); // other questions are answered meanwhile
  };
  // Ends yesterday: what is recorded at three in the afternoon must not lie ahead of somebody who looks at nine.
  const until = workspace.dayOf(core.options.clock.now() - DAY_MS);
  const living: JsonObject[] = [];
  const { id, name } = activeUser(workspace);
  const setting = { now: core.options.clock.now(), timeZone: SAMPLE_TIME_ZONE, locale: input.locale, by: { id, name } };
  const reviews = new SampleReviews(setting);
  for (const resource of generateClinic({ patients: input.patients, seed: SEED, locale: input.locale, until })) {
    const record = resource as object as JsonObject;
    if (record.resourceType === 'Patient' && record.deceasedDateTime === undefined) living.push(record);
    batch.push(...reviews.add(record), record);
    if (batch.length === BATCH) await write();
  }
  const known = oneOfEachName(living);
  // some of those whom the lists do not begin with
  batch.push(...reviews.rest(), ...sampleOrders(known.slice(0, TODAY), setting));
  batch.push(...todayOf(known.slice(-TODAY), setting));
  await write();
  return { clinicId, passphrase: SAMPLE_PASSPHRASE };
}
