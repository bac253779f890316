/** How a command ends that did not succeed. */
import type { Failure } from '../../shared/base/errors.ts';
import { CHINESE_ERRORS } from './errors.ts';
import type { World } from './world.ts';

/** Tells an expected failure: on a terminal first a sentence in the reader's language, then always the one line of JSON. */
export function tellFailure(world: World, failure: Failure): void {
  if (world.stderr.isTTY) world.stderr.write(`${world.say(failure.message, inChinese(failure))}\n`);
  world.stderr.write(`${JSON.stringify({ error: { code: failure.code, message: failure.message } })}\n`);
}

function inChinese({ code, params }: Failure): string {
  return CHINESE_ERRORS[code].replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(params?.[name] ?? ''));
}
