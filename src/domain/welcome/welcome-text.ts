import { checkText } from '../scripts/check-text.ts'
import type { FlaggedWord } from '../scripts/words/flagged-words.ts'

export const welcomeElements = ['value', 'action', 'urgency'] as const
export type WelcomeElement = (typeof welcomeElements)[number]

export const welcomeProblemKinds = [
  ...welcomeElements,
  'scarcity',
  'words',
  'length',
  'variables',
  'coupon',
] as const

export interface WelcomeProblem {
  kind: (typeof welcomeProblemKinds)[number]
  ruleId: 'WEL-02' | 'OFF-18' | 'SCR-06' | 'NBA-18'
  /** For the operator: what is missing or wrong. */
  text: string
}

/** The platform's bound on the text of a welcome, in bytes of UTF-8. */
export const welcomeMostBytes = 4_000

/** How each element is recognised; a live variable counts as urgency, a typed count of pieces or places does not. */
const signs: Record<WelcomeElement, RegExp> = {
  value: /福利|礼|送您|赠|领取|专属|免费|试用|优惠|包邮|价保|方案|教程|攻略|指南|建议|帮您|为您/u,
  action: /回复|回个|点击|点下方|点开|点一下|扫码|填写|选一选|告诉我/u,
  urgency:
    /\{\s*(?:有效期|余量|真实余量)\s*\}|(?:今[天日晚]|明天|本周)[^。!！?？]{0,10}(?:有效|领|截止|前|为止|可用)|\d+\s*(?:小时|天|分钟)内|[日号点晚周][^,，。!！?？]{0,2}(?:前|截止|为止)|截止/u,
}

const missing: Record<WelcomeElement, string> = {
  value: '没说有什么好处',
  action: '没说现在做什么，例如「回复【肤质】」',
  urgency: '没说到什么时候，例如「今天有效」',
}

/** UTF-8 bytes of a text. */
function byteLength(text: string): number {
  return [...text].reduce((sum, character) => {
    const code = character.codePointAt(0) ?? 0
    return sum + (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4)
  }, 0)
}

/**
 * WEL-02: why a welcome may not be used, empty = it may: a value preview, an action and a deadline are all there; scarcity is
 * bound to live variables (OFF-18); no flagged word (SCR-06, `extraWords` = the store's own); at most 4,000 bytes (inclusive).
 */
export function welcomeProblems(text: string, extraWords: readonly FlaggedWord[] = []): WelcomeProblem[] {
  const absent = welcomeElements
    .filter((element) => !signs[element].test(text))
    .map((kind): WelcomeProblem => ({ kind, ruleId: 'WEL-02', text: missing[kind] }))
  const findings = checkText(text, extraWords).map(({ kind, found }): WelcomeProblem =>
    kind === 'scarcity'
      ? { kind: 'scarcity', ruleId: 'OFF-18', text: `「${found}」没有真实库存或名额，请用{余量}` }
      : { kind: 'words', ruleId: 'SCR-06', text: `「${found}」不可发` },
  )
  const bytes = byteLength(text)
  const length: WelcomeProblem[] =
    bytes > welcomeMostBytes
      ? [{ kind: 'length', ruleId: 'WEL-02', text: `${bytes}字节，超过平台的${welcomeMostBytes}字节` }]
      : []
  return [...absent, ...findings, ...length]
}
