/** Texts that ship, for a clinic to take and make its own: headings and plain phrases, nothing that is a finding or a number. */
import en from '../../../locales/en.json' with { type: 'json' };

export type ExampleName = keyof typeof en.templates.examples;
export const EXAMPLES = Object.keys(en.templates.examples) as readonly ExampleName[];
