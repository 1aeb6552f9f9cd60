import type { RuleOverrides } from '../rules/value.ts'
import type { ContentMix } from './content-mix.ts'
import { contentNames, type ContentType } from './content-type.ts'
import { missesToChange, type ResponseLog } from './no-response.ts'

/**
 * The content of the stage's plan that is farthest behind it, in percent points, and not itself tired of; the earlier in
 * the plan on a tie. Null when the plan has nothing else.
 */
export function otherContent(mix: ContentMix, tired: ReadonlySet<ContentType>): string | null {
  const open = mix.parts.filter(
    ({ contentType, targetPercent }) => targetPercent > 0 && !tired.has(contentType),
  )
  const [best] = open.sort((a, b) => b.targetPercent - b.percent - (a.targetPercent - a.percent))
  return best?.name ?? null
}

/** CAD-10: what to say from the third miss in a row (inclusive) on one content type; null before. */
export function changePrompt(
  { misses }: Pick<ResponseLog, 'misses'>,
  mix: ContentMix,
  rules: RuleOverrides = {},
): string | null {
  const limit = missesToChange(rules)
  const over = misses.filter((run) => run.misses >= limit)
  const [first] = over
  if (!first) return null
  const other = otherContent(mix, new Set(over.map(({ contentType }) => contentType)))
  const said = `「${contentNames[first.contentType]}」连续${first.misses}次没有回应`
  return other === null ? `${said}，先停一停` : `${said}，建议换成「${other}」`
}

/** The timeline's word on a touch that nobody answered: "24小时无反应 1/3,再2次建议换内容". */
export function missText(missNumber: number, rules: RuleOverrides = {}): string {
  const limit = missesToChange(rules)
  const left = limit - missNumber
  const said = `24小时无反应 ${missNumber}/${limit}`
  return left > 0 ? `${said}，再${left}次建议换内容` : `${said}，建议换内容`
}
