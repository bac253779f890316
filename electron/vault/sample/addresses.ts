/** Where people live and by what number they are called. */
import type { Address, ContactPoint } from '@medplum/fhirtypes';
import { CHINESE_ESTATES, CHINESE_STREETS, CLINIC, ENGLISH_STREETS } from './facts/places.ts';
import { chinesePhone, englishPhone } from './identity.ts';
import type { Rng } from './random.ts';

export function addressOf(rng: Rng, chinese: boolean): Address {
  return chinese ? chineseAddress(rng) : englishAddress(rng);
}

function chineseAddress(rng: Rng): Address {
  const { city, district } = CLINIC['zh-CN'];
  const line = rng.chance(0.6)
    ? `${rng.pick(CHINESE_ESTATES)}${rng.int(1, 32)}栋${rng.int(1, 18)}0${rng.int(1, 4)}室`
    : `${rng.pick(CHINESE_STREETS)}${rng.int(1, 288)}号`;
  return { use: 'home', text: `${city}${district}${line}`, line: [line], district, city };
}

function englishAddress(rng: Rng): Address {
  const { city } = CLINIC.en;
  const line = `${rng.chance(0.2) ? `Flat ${rng.int(1, 24)}, ` : ''}${rng.int(1, 180)} ${rng.pick(ENGLISH_STREETS)}`;
  return { use: 'home', text: `${line}, ${city}`, line: [line], city };
}

export function phoneOf(rng: Rng, chinese: boolean): string {
  return chinese ? chinesePhone(rng) : englishPhone(rng);
}

export function telephone(value: string): ContactPoint {
  return { system: 'phone', value, use: 'mobile' };
}
