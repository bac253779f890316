/** The protocol as an OpenAPI 3.1 document, its schemas generated from those that parse the messages. */
import { z } from 'zod';
import { Refusal } from '../../shared/protocol/messages.ts';
import { CBOR } from '../../shared/protocol/types.ts';
import { STATUS } from '../routes/reply.ts';
import type { RefusalCode } from '../service/answer.ts';
import { type Content, OPERATIONS, type Operation } from './operations.ts';

const REF = '#/components/schemas/';
/** What any route may refuse, and one with a token. */
const ANY: readonly RefusalCode[] = ['malformed', 'too-large', 'rate-limited', 'internal'];

/** What stands in a path. */
const PATH_PARAMETERS: Readonly<Record<string, { readonly about: string; readonly pattern: string }>> = {
  hash: { about: 'uploadHash of the request, lower-case hexadecimal.', pattern: '^[0-9a-f]{64}$' },
  serverSeq: { about: "Place in the clinic's log, from 1.", pattern: '^[1-9][0-9]*$' },
  mailbox: { about: 'Hash of a secret, lower-case hexadecimal.', pattern: '^[0-9a-f]{32,128}$' },
};

/** The document. */
export function openApiDocument() {
  const schemas: Record<string, unknown> = { Refusal: schemaOf(Refusal) };
  const paths: Record<string, Record<string, unknown>> = {};
  for (const operation of OPERATIONS) {
    const contents = [...(operation.body ?? []), ...Object.values(operation.answers)];
    for (const content of contents)
      if (content && 'schema' in content) schemas[content.name] = schemaOf(content.schema);
    paths[operation.path] = { ...paths[operation.path], [operation.method]: described(operation) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Xinglin cloud endpoint',
      version: '1',
      description:
        'Bodies are CBOR (RFC 8949); a string of format `binary` is a byte string of CBOR, its lengths in bytes. The endpoint reads nothing of what clinics write: envelopes and membership records are opaque here, their layout is in shared/envelope and shared/protocol.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      schemas,
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', description: 'From POST /v1/token; good for 15 minutes.' },
      },
    },
  };
}

function described({ path, summary, bearer, query = [], body, answers, refusals }: Operation) {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => {
    const { about, pattern } = PATH_PARAMETERS[name] ?? { about: '', pattern: '' };
    return { name, in: 'path', required: true, description: about, schema: { type: 'string', pattern } };
  });
  const inQuery = query.map(({ name, about, required }) => ({
    name,
    in: 'query',
    required,
    description: about,
    schema: { type: 'integer', minimum: 0 },
  }));
  const parameters = [...inPath, ...inQuery];
  return {
    summary,
    ...(bearer ? { security: [{ bearer: [] }] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body ? { requestBody: { required: true, content: contentOf(body) } } : {}),
    responses: {
      ...answersOf(answers),
      ...refusalsOf([...refusals, ...ANY, ...(bearer ? ['unauthorised' as const] : [])]),
    },
  };
}

function answersOf(answers: Operation['answers']) {
  return Object.fromEntries(
    Object.entries(answers).map(([status, content]) => [
      status,
      content ? { description: 'Done.', content: contentOf([content]) } : { description: 'No content.' },
    ]),
  );
}

/** By status, with the reasons that have it. */
function refusalsOf(codes: readonly RefusalCode[]) {
  const byStatus = Map.groupBy(new Set(codes), (code) => STATUS[code]);
  return Object.fromEntries(
    [...byStatus].map(([status, reasons]) => [
      status,
      {
        description: `Refused: ${reasons.join(', ')}.`,
        ...(status === 429 || status === 503
          ? { headers: { 'Retry-After': { description: 'Seconds.', schema: { type: 'integer' } } } }
          : {}),
        content: { [CBOR]: { schema: { $ref: `${REF}Refusal` } } },
      },
    ]),
  );
}

function contentOf(contents: readonly Content[]) {
  const schemas = contents.flatMap((content) => ('schema' in content ? [{ $ref: `${REF}${content.name}` }] : []));
  const [first] = contents;
  if (first && 'type' in first) return { [first.type]: { schema: { type: 'string' } } };
  return { [CBOR]: { schema: schemas.length === 1 ? schemas[0] : { oneOf: schemas } } };
}

function schemaOf(schema: z.ZodType): unknown {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return rest;
}
