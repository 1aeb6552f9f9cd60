import { describe, expect, it } from 'vitest'
import type { ContentType } from '../../../src/domain/cadence/content-type.ts'
import { aidaStrip } from '../../../src/domain/scripts/choose-scripts.ts'
import { isProposable, pausedReason } from '../../../src/domain/scripts/complaint-pause.ts'
import { scriptLibrary } from '../../../src/server/starter/scripts/script-library.ts'
import { sampleFacts } from '../customers/sample-facts.ts'

const open = { hasOpenComplaint: true }
const settled = { hasOpenComplaint: false }
const paused = '有投诉未处理完，对她的促销先暂停'

const texts: [ContentType, string, boolean, string | null][] = [
  ['service', '包裹我帮您盯着', true, null],
  ['service', '{券名}还能用', true, null],
  ['offer', '今天有优惠', false, paused],
  ['know-how', '先水后油', false, null],
  ['question', '您平时偏油吗', false, null],
  ['other', '还剩{余量}份', false, paused],
  ['other', '还剩{真实余量}份', false, paused],
  ['know-how', '用{券名}合适', false, paused],
]

describe('while a complaint is open (NBA-02)', () => {
  it.each(texts)('%s 「%s」: proposed %s, paused %s', (contentType, body, isProposed, reason) => {
    expect(isProposable({ contentType }, open)).toBe(isProposed)
    expect(pausedReason({ contentType, body }, open)).toBe(reason)
    expect(isProposable({ contentType }, settled)).toBe(true)
    expect(pausedReason({ contentType, body }, settled)).toBeNull()
  })

  it('the strip has service texts alone, and everything again once it is settled', () => {
    const typesOf = (hasOpenComplaint: boolean) => {
      const strip = aidaStrip(scriptLibrary, sampleFacts({ hasOpenComplaint }), { usedScriptIds: new Set() })
      return new Set(strip.flatMap(({ variants }) => variants.map(({ script }) => script.contentType)))
    }
    expect(typesOf(true)).toEqual(new Set(['service']))
    expect(typesOf(false).size).toBeGreaterThan(2)
  })
})
