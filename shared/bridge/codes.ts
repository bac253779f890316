/** Diagnoses, drugs and tests by code and name: the lists that ship, and the clinic's own. */
import { z } from 'zod';
import { openCall } from './contract.ts';

export const CodeKind = z.enum(['diagnosis', 'drug', 'test']);
export type CodeKind = z.infer<typeof CodeKind>;

const DrugForm = z.strictObject({ zh: z.string(), en: z.string(), strengths: z.array(z.string()) });

export const CodeHit = z.strictObject({
  /** Coding system, a URI. */
  system: z.string(),
  code: z.string(),
  /** One of the two is always there. */
  zh: z.string().optional(),
  en: z.string().optional(),
  /** A drug's usual forms and strengths, where the list says any. */
  forms: z.array(DrugForm),
  /** Title of the clinic's own list that it stands in. */
  list: z.string().optional(),
  /** Whether this clinic has used it lately. */
  used: z.boolean(),
});
export type CodeHit = z.infer<typeof CodeHit>;

/** A list of codes that the clinic has brought in: a CodeSystem record. */
export const CodeList = z.strictObject({
  id: z.string(),
  kind: CodeKind,
  title: z.string(),
  system: z.string(),
  /** How many codes can be found. */
  count: z.int(),
  /** Of the record; the one to go back to after a removal. */
  version: z.int(),
});
export type CodeList = z.infer<typeof CodeList>;

/** A diagnosis that is made often: its words as they were last written, and where it has a code the lists' names of that. */
export const Favourite = z.strictObject({
  text: z.string(),
  coding: z.strictObject({ system: z.string(), code: z.string() }).optional(),
  zh: z.string().optional(),
  en: z.string().optional(),
});
export type Favourite = z.infer<typeof Favourite>;

export const codeCalls = {
  /**
   * Entries that match all words of a text by code, English, Chinese, pinyin or its initials: the code itself first, then
   * beginnings and what the clinic uses, then the rest. An empty text gives what the clinic has used most lately.
   */
  'code.find': openCall(
    z.strictObject({ kind: CodeKind, text: z.string().max(300), limit: z.int().min(1).max(100).default(12) }),
    z.strictObject({ hits: z.array(CodeHit), more: z.boolean() }),
    'clinic',
  ),
  /** What is diagnosed most in the clinic lately, one's own diagnoses before those of others. */
  'diagnosis.favourites': openCall(
    z.strictObject({ limit: z.int().min(1).max(50).default(8) }),
    z.array(Favourite),
    () => [{ right: 'read', type: 'Condition' }],
  ),
  /**
   * Diagnoses to choose patients by, found as in `code.find`: every code that stands in the clinic's records (`used`), in a list or in none, then those
   * of the lists.
   */
  'diagnosis.find': openCall(
    z.strictObject({ text: z.string().max(300), limit: z.int().min(1).max(100).default(30) }),
    z.array(CodeHit),
    () => [{ right: 'read', type: 'Condition' }],
  ),
  'code.lists': openCall(z.strictObject({}), z.array(CodeList), () => [{ right: 'read', type: 'CodeSystem' }]),
  /**
   * Brings in a list from a file: a FHIR R4 CodeSystem, or CSV with columns for code and name. A list of that kind and title is
   * replaced. It is removed, and brought back, like every record. `left`: lines without code or name, and codes that stand there twice.
   */
  'code.import': openCall(
    z.strictObject({
      path: z.string().min(1),
      kind: CodeKind,
      /** Otherwise the file's own title, or its name. */
      title: z.string().trim().min(1).max(200).optional(),
      /** URI of the coding system, where the file does not say it. */
      system: z
        .string()
        .trim()
        .regex(/^\S{1,500}$/)
        .optional(),
    }),
    z.strictObject({ list: CodeList, replaced: z.boolean(), left: z.int() }),
    () => [{ right: 'write', type: 'CodeSystem' }, { may: 'import' }],
  ),
};
