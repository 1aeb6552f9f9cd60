import type { Command } from 'commander'
import { createMembers } from '../../members/service.ts'
import { changePlatformRule } from '../../review/platform.ts'
import { reviewLines } from '../../review/review-lines.ts'
import { createReviews } from '../../review/service.ts'
import { withContext } from '../open.ts'
import { CommandFailed, print } from '../terminal.ts'

const longestNote = 200

function noteOf(text: string): string {
  const note = text.trim()
  if (note.length > 0 && note.length <= longestNote) return note
  throw new CommandFailed(`note: give 1 to ${longestNote} characters`, 2)
}

/** `review show|platform-changed|platform-settled`: the weekly review on a terminal, and what an operator tells it. */
export function addReviewCommands(program: Command): void {
  const review = program.command('review').description('the weekly review: figures, coupons, risks and tasks')
  review
    .command('show')
    .description('print the review of the last 7 days')
    .option('--json', 'print it as JSON', false)
    .action((options: { json: boolean }) =>
      withContext(async (context) => {
        const read = await createReviews(context, { members: createMembers(context) }).read()
        for (const line of options.json ? [JSON.stringify(read)] : reviewLines(read)) print(line)
      }),
    )
  review
    .command('platform-changed')
    .argument('<note>', 'what changed')
    .description('a rule of the platform changed: the review names the other carriers (RISK-04)')
    .action((text: string) => {
      const note = noteOf(text)
      return withContext(async (context) => {
        await changePlatformRule(context, note)
        print('The review names the other carriers until "zhike review platform-settled".')
      })
    })
  review
    .command('platform-settled')
    .description('the change is dealt with')
    .action(() =>
      withContext(async (context) => {
        await changePlatformRule(context, null)
        print('Settled.')
      }),
    )
}
