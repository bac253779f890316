import type { Scene, Step } from './scene.ts';
import { analyse } from './steps/analysis.ts';
import { createClinic } from './steps/first-start.ts';
import { dropFile, importRecords } from './steps/import.ts';
import { readChart, registerPatient } from './steps/patients.ts';
import { connect, enrol, noPlaintext, offline } from './steps/sync.ts';

/** The main job from first start to two workstations that agree, for the test and for the demonstration. */
export const MAIN_JOB: readonly Step[] = [
  createClinic,
  importRecords,
  dropFile,
  readChart,
  registerPatient,
  analyse,
  connect,
  enrol,
  offline,
  noPlaintext,
];

/** Runs one step; where it fails, leaves a picture of what was on the screens. */
export async function play(scene: Scene, step: Step): Promise<string> {
  try {
    return await step.run(scene);
  } catch (error) {
    const people = [scene.owner, scene.colleague].filter((person) => person !== undefined);
    await Promise.allSettled(
      people.map(({ workstation }) => scene.room.screenshot(workstation, `failed-${workstation.name}`)),
    );
    throw error;
  }
}
