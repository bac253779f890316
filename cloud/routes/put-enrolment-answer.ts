/** PUT /v1/enrolments/{mailbox}/answer */
import { EnrolmentAnswer, MAX_BODY } from '../../shared/protocol/messages.ts';
import { MALFORMED } from '../service/answer.ts';
import { ENROLMENTS, mailboxOf } from './mailbox.ts';
import { readBody, sendDone } from './reply.ts';
import { bearerOf, devicesOnly, type Route } from './route.ts';

export const putEnrolmentAnswer: Route = (server, services) => {
  server.put(`${ENROLMENTS}/answer`, devicesOnly(services, MAX_BODY), async (request, reply) => {
    const mailbox = mailboxOf(request);
    const body = readBody(EnrolmentAnswer, request);
    const done = mailbox && body ? await services.enrolment.putAnswer(bearerOf(request), mailbox, body) : MALFORMED;
    return sendDone(reply, done);
  });
};
