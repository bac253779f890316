/** query: FHIR search. */
import type { Command } from 'commander';
import { parseJson } from '../../../shared/records/json.ts';
import { contextOf, withClinic } from '../context.ts';
import type { World } from '../world.ts';

const JOB = 'query';

export function addQueryCommand(program: Command, world: World): void {
  const { say } = world;
  program
    .command('query')
    .argument(
      '<query>',
      say("FHIR R4 search, as 'Patient?name=wang&_count=10'", "FHIR R4 检索，如 'Patient?name=wang&_count=10'"),
    )
    .description(say('search as FHIR does and print a searchset Bundle', '按 FHIR 检索并显示 searchset Bundle'))
    .action(async (query: string, _options: object, command: Command) => {
      const context = contextOf(world, command);
      const { json } = await withClinic(context, ({ ask, onInterrupt }) => {
        onInterrupt(() => void ask('job.cancel', { job: JOB }));
        return ask('fhir.search', { job: JOB, query });
      });
      context.print(parseJson(json));
    });
}
