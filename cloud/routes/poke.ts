/**
 * GET /v1/poke: an event stream that says "sync now" and nothing else. The first event carries the head as it is. It
 * outlives the token, but ends at the next ping when the workstation no longer belongs to the clinic.
 */
import { toHex } from '../../shared/base/bytes.ts';
import { PROTOCOL } from '../../shared/protocol/types.ts';
import { refusal } from '../service/answer.ts';
import { refuse } from './reply.ts';
import { bearerOf, devicesOnly, type Route } from './route.ts';

const PING_MS = 20_000;
/** A reader that leaves so much unread is gone. */
const MAX_UNREAD_BYTES = 16 * 1024;

export const poke: Route = (server, services) => {
  const { context, membership, metrics, protection } = services;
  const ofDevice = new Map<string, (() => void)[]>();
  const open = new Set<() => void>();
  server.addHook('preClose', async () => {
    for (const end of [...open]) end();
  });

  server.get(`${PROTOCOL}/poke`, devicesOnly(services), async (request, reply) => {
    const bearer = bearerOf(request);
    const clinic = toHex(bearer.clinicId);
    const device = toHex(bearer.deviceId);
    const member = await membership.member(bearer.clinicId, bearer.deviceId);
    if (!member.ok) return refuse(reply, member.refusal);
    if (context.growth.count(clinic) >= protection.streamsOfClinic) {
      return refuse(reply, refusal('rate-limited', 'The clinic has too many event streams open.').refusal);
    }

    if (open.size >= protection.streams)
      return refuse(reply, refusal('busy', 'Too many event streams are open. Try again later.').refusal);

    reply.hijack();
    const stream = reply.raw;
    if (stream.destroyed) return reply;
    const write = (text: string) => {
      if (stream.writableLength > MAX_UNREAD_BYTES) stream.destroy();
      else stream.write(text);
    };
    const unsubscribe = context.growth.subscribe(clinic, ({ head, by }) => {
      if (by !== device) write(`data: ${head}\n\n`);
    });
    /** Says something if the workstation still belongs to the clinic; ends otherwise. */
    const say = (text: (head: number) => string) => {
      membership.member(bearer.clinicId, bearer.deviceId).then(
        (still) => (still.ok ? write(text(still.value.state.head)) : end()),
        (err: unknown) => {
          request.log.error({ err }, 'an event stream failed');
          end();
        },
      );
    };
    const ping = setInterval(() => say(() => ': ping\n\n'), PING_MS);
    function end(): void {
      stream.end();
    }
    open.add(end);
    metrics.stream(1);
    const mine = [...(ofDevice.get(device) ?? []), end];
    ofDevice.set(device, mine.slice(-protection.streamsOfDevice));
    for (const oldest of mine.slice(0, -protection.streamsOfDevice)) oldest();
    stream.once('close', () => {
      unsubscribe();
      clearInterval(ping);
      open.delete(end);
      metrics.stream(-1);
      const left = (ofDevice.get(device) ?? []).filter((other) => other !== end);
      if (left.length > 0) ofDevice.set(device, left);
      else ofDevice.delete(device);
    });
    stream.writeHead(200, {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    say((head) => `data: ${head}\n\n`); // read after subscribing, so that nothing falls between
    return reply;
  });
};
