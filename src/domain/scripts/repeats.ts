import { dayMs } from '../calendar.ts'
import { foldedOf } from './words/folded-text.ts'

/** For how long the same text is told apart as said before, in days. */
export const repeatWindowDays = 30

export interface SentText {
  text: string
  at: number
}

/**
 * When this customer was last sent the same text, within 30 days before `asOf` (inclusive); null = not. Width, case and spaces
 * make no other text. A hint to the advisor (「已发过这句」), never a block.
 */
export function lastRepeatAt(text: string, sent: readonly SentText[], asOf: number): number | null {
  const since = asOf - repeatWindowDays * dayMs
  const recent = sent.filter(({ at }) => at >= since && at <= asOf)
  if (recent.length === 0) return null
  const folded = foldedOf(text)
  if (folded === '') return null
  return recent
    .filter(({ text: before }) => foldedOf(before) === folded)
    .reduce<number | null>((latest, { at }) => (latest === null || at > latest ? at : latest), null)
}
