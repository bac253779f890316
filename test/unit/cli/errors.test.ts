import { describe, expect, it } from 'vitest';
import { CHINESE_ERRORS } from '../../../electron/cli/errors.ts';

describe('errors of the command line in Chinese', () => {
  it.each(Object.entries(CHINESE_ERRORS))('%s is written in Chinese', (_, text) => {
    expect(text).toMatch(/\p{Script=Han}/u);
    // whole words of another language but names: CSV, FHIR, UTF-8
    expect(text).not.toMatch(/\b[a-z]+ [a-z]+ [a-z]+\b/);
  });
});
