import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import type { ServerContext } from '../context.ts'
import { editLines } from '../corp-tags/edits/lines.ts'
import type { EditPlan } from '../corp-tags/edits/plan.ts'
import { createServices } from '../services.ts'
import { changeTagGroups, changeTagRules, readTagGroups, readTagRules } from '../tags/store-rules.ts'
import { latestTagReport, tagReportLines } from '../tags/weekly/reports.ts'
import { withContext } from './open.ts'
import { CommandFailed, print } from './terminal.ts'

async function readJson(file: string): Promise<unknown> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (cause) {
    throw new CommandFailed(`${file}: cannot be read (${cause instanceof Error ? cause.message : 'unknown'})`)
  }
  try {
    return JSON.parse(text) as unknown
  } catch (cause) {
    throw new CommandFailed(`${file}: is not JSON (${cause instanceof Error ? cause.message : 'unknown'})`)
  }
}

/** Edits in WeCom what follows, as far as it can be reached now. */
async function tellWecom(context: ServerContext, { editIds, left }: EditPlan): Promise<void> {
  const { edits } = createServices(context).corpTags
  if (editIds.length > 0) await edits.carryOutDue()
  const ended = editIds.length > 0 ? await edits.ofIds(editIds) : []
  for (const line of editLines(ended, left)) print(line)
}

/** Prints what is set, or sets it from a file. */
function showOrSet(
  read: (context: ServerContext) => Promise<unknown>,
  change: (context: ServerContext, json: unknown) => Promise<EditPlan>,
) {
  return (file: string | undefined) =>
    withContext(async (context) => {
      if (file === undefined) return print(JSON.stringify(await read(context), null, 2))
      await tellWecom(context, await change(context, await readJson(file)))
      print(`Set from ${file}.`)
    })
}

/** `tags report|rules|allowed`: what an operator sees and sets of tags. */
export function addTagCommands(program: Command): void {
  const tags = program.command('tags').description('tag rules, the list for advisors, the weekly report')
  tags
    .command('report')
    .description('what the last weekly recalibration changed, and how the audiences answer')
    .option('--json', 'print it as JSON', false)
    .action((options: { json: boolean }) =>
      withContext(async ({ db }) => {
        const latest = await latestTagReport(db)
        if (!latest)
          throw new CommandFailed('There is no report yet; "zhike recompute" makes one once a week.')
        for (const line of options.json ? [JSON.stringify(latest.report)] : tagReportLines(latest.report))
          print(line)
      }),
    )
  tags
    .command('rules')
    .argument('[file]', 'JSON as this command prints it')
    .description('print the tag rules, or set all of them from a file')
    .action(showOrSet(async ({ db }) => (await readTagRules(db)).rules, changeTagRules))
  tags
    .command('allowed')
    .argument('[file]', 'JSON: [{ "group": "…", "names": ["…"] }]')
    .description(
      'print the tags that advisors may give, or set them from a file; a new name in the place of another renames the tag, in WeCom too',
    )
    .action(showOrSet(({ db }) => readTagGroups(db), changeTagGroups))
}
