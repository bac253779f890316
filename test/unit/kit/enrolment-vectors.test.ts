import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { codeMatches, openUnderCode } from '../../../electron/vault/crypto/code.ts';
import { Introduction } from '../../../electron/vault/sync/approval.ts';
import {
  openWaiting,
  readAnswerFile,
  readRequestFile,
  writeAnswerFile,
  writeRequestFile,
} from '../../../electron/vault/sync/enrolment-file.ts';
import { deviceKeysOf } from '../../../electron/vault/sync/newcomer.ts';
import { fromHex, toHex } from '../../../shared/base/bytes.ts';
import { cryptoReady } from '../../../shared/crypto/sodium.ts';
import { decodeCbor } from '../../../shared/protocol/cbor.ts';
import { cleanUp, temporaryFolder } from '../../support/vaults.ts';
import frozen from '../../vectors/enrolment-file-1.json' with { type: 'json' };

beforeAll(() => cryptoReady);
afterEach(cleanUp);

/** The frozen bytes as files, and what this program writes from what it reads of them. */
function files() {
  const folder = temporaryFolder();
  const place = (name: 'request' | 'answer' | 'joining') => {
    const path = join(folder, name);
    writeFileSync(path, fromHex(frozen[name]));
    return path;
  };
  const read = (name: string) => toHex(new Uint8Array(readFileSync(join(folder, name))));
  return { place, read, next: (name: string) => join(folder, name) };
}

it('a request of version 1 is read, fits its code, and is written with the same bytes', () => {
  const { place, read, next } = files();
  const request = readRequestFile(place('request'));
  const opened = openUnderCode(frozen.code, request.sealedName);
  const introduction = opened && decodeCbor(Introduction, opened);
  expect(introduction?.name).toBe('Laptop');
  expect(toHex(introduction?.waitingKey ?? new Uint8Array())).toBe(frozen.waitingKey);
  expect(codeMatches(frozen.code, request.device, introduction?.salt ?? new Uint8Array())).toBe(true);
  writeRequestFile(next('again'), request);
  expect(read('again')).toBe(frozen.request);
});

it('an answer of version 1 is read and written with the same bytes, and opens what waits', () => {
  const { place, read, next } = files();
  const answer = readAnswerFile(place('answer'));
  expect(toHex(answer.sealedBundle)).toBe(frozen.sealedBundle);
  writeAnswerFile(next('again'), answer);
  expect(read('again')).toBe(frozen.answer);
  const waiting = openWaiting(place('joining'), answer.waitingKey);
  expect(waiting).toMatchObject({ code: frozen.code, workstation: 'Laptop' });
  const seeds = { sign: fromHex(frozen.signSeed), box: fromHex(frozen.boxSeed) };
  expect(waiting && deviceKeysOf({ sign: waiting.signSeed, box: waiting.boxSeed })).toEqual(deviceKeysOf(seeds));
});
