/** GET /v1/enrolments/{mailbox}/request */
import { MALFORMED } from '../service/answer.ts';
import { ENROLMENTS, mailboxOf } from './mailbox.ts';
import { refuse, sendCbor } from './reply.ts';
import { bearerOf, devicesOnly, type Route } from './route.ts';

export const getEnrolmentRequest: Route = (server, services) => {
  server.get(`${ENROLMENTS}/request`, devicesOnly(services), async (request, reply) => {
    const mailbox = mailboxOf(request);
    const found = mailbox ? await services.enrolment.readRequest(bearerOf(request), mailbox) : MALFORMED;
    return found.ok ? sendCbor(reply, found.value) : refuse(reply, found.refusal);
  });
};
