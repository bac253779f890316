import type { Cloud } from './cloud.ts';
import type { DataSet } from './data.ts';
import type { Room } from './harness.ts';
import type { Person } from './person.ts';

/** What the steps of the main job share. Filled step by step. */
export interface Scene {
  readonly room: Room;
  readonly data: DataSet;
  owner: Person;
  colleague: Person;
  cloud: Cloud;
}

/** One step; its answer says in a sentence what was seen. */
export interface Step {
  readonly title: string;
  run(scene: Scene): Promise<string>;
}

export const CLINIC = '杏花街诊所';
export const WORKSTATION = '诊室一';
export const PASSPHRASE = 'apricot-lantern-42-quiet-harbour';
/** Patients of a generated clinic that tests open a copy of. */
export const SAMPLE_PATIENTS = 120;

/** A patient whose name, phone and diagnosis must never lie anywhere in plain. */
export const CANARY = {
  name: '欧阳拾穗',
  wrongPhone: '13907556210',
  phone: '13907556218',
  birthDate: '1957-03-18',
  complaint: '夜间咳嗽三周',
  diagnosis: '纸鸢热伴霜桥综合征',
  note: '嘱复查胸片',
} as const;
