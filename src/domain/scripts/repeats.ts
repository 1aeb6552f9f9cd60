import { dayMs } from '../calendar.ts'
import { foldText } from './words/folded-text.ts'

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
  const { folded } = foldText(text)
  if (folded === '') return null
  const since = asOf - repeatWindowDays * dayMs
  return sent
    .filter(({ at, text: before }) => at >= since && at <= asOf && foldText(before).folded === folded)
    .reduce<number | null>((latest, { at }) => (latest === null || at > latest ? at : latest), null)
}
