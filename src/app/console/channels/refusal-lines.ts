import { toApiError } from '../../api.ts'

/** A refused welcome names each of its reasons; anything else says one thing. */
export function refusalLines(failure: unknown): string[] {
  const { message, details } = toApiError(failure)
  if (typeof details !== 'object' || details === null || !('problems' in details)) return [message]
  const { problems } = details
  if (!Array.isArray(problems)) return [message]
  const lines = problems.flatMap((problem: unknown) =>
    typeof problem === 'object' && problem !== null && 'text' in problem ? [String(problem.text)] : [],
  )
  return lines.length > 0 ? lines : [message]
}
