import type { Command } from 'commander'
import { dateOf, replayLines, verdictLines } from '../../offers/replay/lines.ts'
import type { ReplayedRow } from '../../offers/replay/replay-row.ts'
import { replayDecisions, replayedDays } from '../../offers/replay/service.ts'
import { asOfDay } from '../as-of.ts'
import { withContext } from '../open.ts'
import { CommandFailed, print } from '../terminal.ts'

interface ReplayOptions {
  customer?: string
  day?: string
  json: boolean
}

const asJson = ({ outcome, row, record, differences }: ReplayedRow) =>
  JSON.stringify({
    decisionId: row.decisionId,
    externalUserId: row.externalUserId,
    day: dateOf(row.localDay),
    outcome,
    differences,
    candidates: record?.ranked ?? null,
    refused: record?.refused ?? null,
    choice: record?.choice ?? null,
  })

async function replay(decisionId: string | undefined, options: ReplayOptions): Promise<void> {
  const localDay = options.day === undefined ? undefined : asOfDay(options.day, '--day')
  const question = { decisionId, externalUserId: options.customer, localDay }
  const isNamed = decisionId !== undefined || options.customer !== undefined || localDay !== undefined
  await withContext(async ({ db, now }) => {
    const tell = (replayed: ReplayedRow) => {
      if (!isNamed && replayed.outcome !== 'differs') return
      if (options.json) return print(asJson(replayed))
      const lines = isNamed
        ? replayLines(replayed)
        : [`decision ${replayed.row.decisionId}`, ...verdictLines(replayed)]
      for (const line of lines) print(line)
    }
    const tally = await replayDecisions(db, question, { asOf: now(), tell })
    const { same, differs, unknown } = tally
    const total = same + differs + unknown
    if (isNamed && total === 0) throw new CommandFailed('There is no such decision.')
    if (options.json) print(JSON.stringify(tally))
    else {
      const apart = unknown > 0 ? `, ${unknown} not replayable (stored without what they depended on)` : ''
      print(`${same} of ${total} decisions are the same, ${differs} differ${apart}.`)
    }
    if (differs > 0) throw new CommandFailed(`${differs} of ${total} decisions differ.`)
    if (isNamed && same === 0) throw new CommandFailed('It can’t be replayed.')
  })
}

/** `replay`: takes stored decisions again from what they depended on then, and compares. */
export function addReplayCommand(program: Command): void {
  program
    .command('replay')
    .argument('[decisionId]', 'one decision')
    .description(
      `take stored decisions again from their inputs and the offers of then; alone: those of the last ${replayedDays} days`,
    )
    .option('--customer <externalUserId>', 'those of this customer')
    .option('--day <date>', 'those of this local day (YYYY-MM-DD)')
    .option('--json', 'one JSON object a line, the count of each outcome on the last', false)
    .action(replay)
}
