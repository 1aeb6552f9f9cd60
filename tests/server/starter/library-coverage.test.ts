import { describe, expect, it } from 'vitest'
import { lifecycleStages } from '../../../src/domain/customers/stages.ts'
import { aidaStrip } from '../../../src/domain/scripts/choose-scripts.ts'
import { stageDistance } from '../../../src/domain/scripts/fit/script-fit.ts'
import { renderScript } from '../../../src/domain/scripts/render.ts'
import { liveVariables } from '../../../src/domain/scripts/scarcity/scarcity-claims.ts'
import { aidaSteps, objections, scenes } from '../../../src/domain/scripts/script.ts'
import { scriptLibrary } from '../../../src/server/starter/scripts/script-library.ts'
import { sampleFacts } from '../../domain/customers/sample-facts.ts'

const single = scriptLibrary.filter(({ scene }) => scene === 'single')
const unused = { usedScriptIds: new Set<string>() }
const cells = aidaSteps.flatMap((step) => lifecycleStages.map((lifecycle) => ({ step, lifecycle })))

describe('what the script library covers (SCR-01)', () => {
  it.each(cells)('$step for $lifecycle: two texts and more that anybody can be sent', (cell) => {
    const ready = single.filter(
      (script) =>
        script.step === cell.step &&
        stageDistance(script, sampleFacts({ lifecycle: cell.lifecycle })) < 2 &&
        renderScript(script.body, {}).isComplete,
    )
    expect(ready.length).toBeGreaterThanOrEqual(2)
  })

  it.each(cells)('$step for $lifecycle: the strip has two to five, none of another stage', (cell) => {
    const facts = sampleFacts({ lifecycle: cell.lifecycle })
    const entry = aidaStrip(scriptLibrary, facts, unused).find(({ step }) => step === cell.step)
    const distances = entry?.variants.map(({ script }) => stageDistance(script, facts)) ?? []
    expect(distances.length).toBeGreaterThanOrEqual(2)
    expect(distances.length).toBeLessThanOrEqual(5)
    expect(distances).not.toContain(2)
  })

  it.each(objections)('answers %s in D and in A to one customer', (objection) => {
    for (const step of ['desire', 'action'] as const) {
      const answers = single.filter((script) => script.step === step && script.objection === objection)
      expect(answers.length, step).toBeGreaterThan(0)
    }
  })

  it.each(aidaSteps.flatMap((step) => scenes.map((scene) => ({ step, scene }))))(
    '$step is there for $scene',
    (cell) => {
      const texts = scriptLibrary.filter(({ step, scene }) => step === cell.step && scene === cell.scene)
      expect(texts.length).toBeGreaterThan(0)
    },
  )

  it('has a benefit and a flash sale for groups, beside more that is useful (CON-01)', () => {
    const forGroups = scriptLibrary.filter(({ scene }) => scene === 'group')
    const promoting = forGroups.filter(({ contentType }) => contentType === 'offer')
    expect(promoting.length).toBeGreaterThanOrEqual(2)
    expect(promoting.some(({ body }) => body.includes('福利'))).toBe(true)
    expect(promoting.some(({ body }) => body.includes('秒杀'))).toBe(true)
    expect(promoting.length * 2).toBeLessThan(forGroups.length)
  })

  it.each(lifecycleStages)('leaves service texts alone to a complaint of one in %s (NBA-02)', (lifecycle) => {
    const strip = aidaStrip(scriptLibrary, sampleFacts({ lifecycle, hasOpenComplaint: true }), unused)
    for (const { step, variants } of strip) {
      expect(variants.length, step).toBeGreaterThan(0)
      for (const { script } of variants) expect(script.contentType).toBe('service')
    }
    const [opening] = strip.map(({ variants }) => variants.map(({ script }) => script.title))
    expect(opening).toContain('安抚-先听您说完')
  })

  const bodyOf = (title: string) => scriptLibrary.find((script) => script.title === title)?.body ?? ''

  it('says the samples of SCR-02 as they may be said: an offer that is there, no claim of effect', () => {
    expect(bodyOf('福利-帮您争取到')).toMatch(/专属福利.*争取到.*\{券名\}/)
    expect(bodyOf('质地-涂开的样子')).toContain('油皮')
    expect(bodyOf('质地-涂开的样子')).not.toMatch(/持妆|不脱妆|\d+\s*小时/)
    expect(bodyOf('礼遇-多给的写清楚')).toMatch(/多得的是\{券名\}/)
    expect(bodyOf('礼遇-多给的写清楚')).not.toMatch(/价值/)
    expect(bodyOf('领取-点卡片看余量')).toMatch(/点下方卡片.*还剩\{真实余量\}份/)
  })

  it('asks the silent for advice (SCR-04), and never sounds as if it watched (SCR-05)', () => {
    expect(bodyOf('问候-最近没聊')).toContain('最近没怎么说话，是对我们的内容有什么建议吗？')
    expect(bodyOf('保障-用得放心')).toMatch(/最近关注的\{商品\}.*申请了\{券名\}/)
    for (const { body } of scriptLibrary) expect(body).not.toContain('检测到')
  })

  it('counts stock by the live variable alone (OFF-18, C18)', () => {
    const scarce = scriptLibrary.filter(({ body }) =>
      liveVariables.some((name) => body.includes(`{${name}}`)),
    )
    expect(scarce.length).toBeGreaterThan(0)
    for (const { body } of scarce)
      expect(renderScript(body, { 券名: '券', 有效期: '今天' }).isComplete).toBe(false)
  })
})
