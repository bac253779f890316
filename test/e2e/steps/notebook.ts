import type { Person } from '../person.ts';

/** Writes over all that stands in a field for code, as one does at the keys. */
export async function writes(person: Person, key: 'notebook.sql' | 'notebook.viewText', text: string): Promise<void> {
  await person.field(key).focus();
  await person.page.keyboard.press('Control+a');
  await person.page.keyboard.insertText(text);
}

/** Writes a query, and runs it without taking the hands from the keys. */
export async function runs(person: Person, sql: string): Promise<void> {
  await writes(person, 'notebook.sql', sql);
  await person.page.keyboard.press('Control+Enter');
}

/** Waits for a value in the table of the result; the chart has a table, too. */
export async function inResult({ page, t }: Person, value: string): Promise<void> {
  const table = page.getByRole('table', { name: t('notebook.result') });
  await table.getByRole('cell', { name: value, exact: true }).waitFor();
}
