/** The recovery phrase, or shares of it: from XINGLIN_RECOVERY, or asked for on a terminal without showing them. */
import type { RecoverySecret } from '../../shared/bridge/index.ts';
import { askHidden, secretFromEnvironment } from './passphrase.ts';
import type { World } from './world.ts';

const VARIABLE = 'XINGLIN_RECOVERY';
const MAX_SHARES = 10;

/** What is on paper. Shares are set apart by semicolons; on a terminal they are asked for one by one. Raises locked, cancelled. */
export async function askRecovery(world: World): Promise<RecoverySecret> {
  const given = secretFromEnvironment(world, VARIABLE);
  if (given !== undefined) return given.includes(';') ? { shares: given.split(';').filter(filled) } : { phrase: given };
  const first = await askHidden(
    world,
    VARIABLE,
    world.say('24 words, or the first share: ', '24 个恢复词，或第一份：'),
  );
  if (!isShare(first)) return { phrase: first };
  const shares = [first];
  while (shares.length < MAX_SHARES) {
    const next = await askHidden(
      world,
      VARIABLE,
      world.say(
        `share ${shares.length + 1} (nothing: these are all): `,
        `第 ${shares.length + 1} 份（直接回车：没有了）：`,
      ),
    );
    if (!filled(next)) break;
    shares.push(next);
  }
  return { shares };
}

/** A share has 32 words, a phrase 24; in characters the spaces do not count. */
function isShare(text: string): boolean {
  const words = /\p{Script=Han}/u.test(text) ? text.match(/\p{Script=Han}/gu) : text.match(/\p{L}+/gu);
  return (words?.length ?? 0) > 28;
}

function filled(text: string): boolean {
  return text.trim() !== '';
}
