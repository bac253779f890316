/** PUT /v1/enrolments/{mailbox}/request */
import { EnrolmentRequest } from '../../shared/protocol/messages.ts';
import { MALFORMED } from '../service/answer.ts';
import { ENROLMENTS, mailboxOf } from './mailbox.ts';
import { readBody, sendDone } from './reply.ts';
import { anybody, type Route } from './route.ts';

export const putEnrolmentRequest: Route = (server, services) => {
  server.put(`${ENROLMENTS}/request`, anybody(services), async (request, reply) => {
    const mailbox = mailboxOf(request);
    const body = readBody(EnrolmentRequest, request);
    return sendDone(reply, mailbox && body ? await services.enrolment.putRequest(mailbox, body) : MALFORMED);
  });
};
