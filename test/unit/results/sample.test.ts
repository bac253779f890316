/** The sample clinic: its results were looked at but for the last, and a few are waited for. */
import { afterAll, expect, it } from 'vitest';
import { cleanUp, testVault } from '../../support/vaults.ts';

afterAll(cleanUp);

it('has looked at what is older than two days, and waits for a few', async () => {
  const vault = await testVault();
  await vault.ask('sample.create', { locale: 'en', patients: 60 });
  const { waiting, unseen, seen } = await vault.ask('result.lists', {});
  expect(waiting.map(({ test }) => test.text)).toEqual(['Haemoglobin A1c', 'Lipid panel', 'Full blood count']);
  expect(seen.length).toBeGreaterThan(5);
  expect(seen.every(({ lines }) => lines.length > 0)).toBe(true);
  const days = unseen.map(({ date }) => (Date.now() - Date.parse(date ?? '')) / 86_400_000);
  expect(Math.max(0, ...days)).toBeLessThan(4);
});
