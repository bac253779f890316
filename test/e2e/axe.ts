import { AxeBuilder } from '@axe-core/playwright';
import { must, type Person } from './person.ts';

/** What the WCAG 2.2 rules at levels A and AA find wrong with the page as it stands: the rule and the first place. */
export async function violations({ page }: Person): Promise<string[]> {
  // Legacy mode, because the other opens a page of its own, which this window must not.
  const result = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  must(result.passes.length > 5, 'the rules looked at something');
  return result.violations.map(
    ({ id, nodes }) => `${id}: ${nodes.length} × ${nodes[0]?.html.slice(0, 200)} ${nodes[0]?.failureSummary ?? ''}`,
  );
}
