/** GET /v1/enrolments/{mailbox}/answer?wait=SECONDS: a long poll, held no longer than MAX_WAIT. */
import { z } from 'zod';
import { MALFORMED } from '../service/answer.ts';
import { ENROLMENTS, mailboxOf } from './mailbox.ts';
import { refuse, sendCbor } from './reply.ts';
import { anybody, type Route } from './route.ts';

const Query = z.object({
  wait: z
    .string()
    .regex(/^\d{1,4}$/)
    .transform(Number)
    .default(0),
});

export const getEnrolmentAnswer: Route = (server, services) => {
  const closing = new AbortController();
  server.addHook('preClose', async () => closing.abort());
  server.get(`${ENROLMENTS}/answer`, anybody(services), async (request, reply) => {
    const mailbox = mailboxOf(request);
    const query = Query.safeParse(request.query);
    if (!mailbox || !query.success) return refuse(reply, MALFORMED.refusal);
    const gone = new AbortController();
    reply.raw.once('close', () => gone.abort());
    const left = AbortSignal.any([gone.signal, closing.signal]);
    const found = await services.enrolment.readAnswer(mailbox, query.data.wait, left);
    return found.ok ? sendCbor(reply, found.value) : refuse(reply, found.refusal);
  });
};
