/** GET /v1/envelopes/{serverSeq}: one envelope, also from a byte on (`Range: bytes=N-` or `bytes=N-M`), so that a line that breaks loses little. */
import { z } from 'zod';
import { PROTOCOL } from '../../shared/protocol/types.ts';
import { OCTETS } from '../../shared/protocol/uploads.ts';
import { MALFORMED } from '../service/answer.ts';
import { refuse } from './reply.ts';
import { bearerOf, devicesOnly, type Route } from './route.ts';

const Params = z.object({
  serverSeq: z
    .string()
    .regex(/^[1-9]\d{0,14}$/)
    .transform(Number),
});
const RANGE = /^bytes=(\d{1,9})-(\d{1,9})?$/;

export const getEnvelope: Route = (server, services) => {
  server.get(`${PROTOCOL}/envelopes/:serverSeq`, devicesOnly(services), async (request, reply) => {
    const params = Params.safeParse(request.params);
    if (!params.success) return refuse(reply, MALFORMED.refusal);
    const found = await services.envelopes.read(bearerOf(request), params.data.serverSeq);
    if (!found.ok) return refuse(reply, found.refusal);
    const bytes = Buffer.from(found.value);
    reply.type(OCTETS).header('accept-ranges', 'bytes');
    const range = RANGE.exec(request.headers.range ?? '');
    if (!range) return reply.send(bytes);
    const from = Number(range[1]);
    const to = Math.min(Number(range[2] ?? bytes.length - 1), bytes.length - 1);
    if (from > to) return reply.code(416).header('content-range', `bytes */${bytes.length}`).send();
    return reply
      .code(206)
      .header('content-range', `bytes ${from}-${to}/${bytes.length}`)
      .send(bytes.subarray(from, to + 1));
  });
};
