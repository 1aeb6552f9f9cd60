import { describe, expect, it } from 'vitest'
import { lifecycleStages } from '../../../src/domain/customers/stages.ts'
import { checkText } from '../../../src/domain/scripts/check-text.ts'
import { parseBody } from '../../../src/domain/scripts/placeholders.ts'
import { renderScript } from '../../../src/domain/scripts/render.ts'
import { aidaSteps, objections } from '../../../src/domain/scripts/script.ts'
import { scriptVariable } from '../../../src/domain/scripts/variables.ts'
import { demoProducts } from '../../../src/server/demo/store/products.ts'
import { scriptLibrary } from '../../../src/server/starter/scripts/script-library.ts'
import { forbiddenIn } from './forbidden.ts'

describe('the script library', () => {
  it('has 60 scripts with ids, titles and texts of their own', () => {
    expect(scriptLibrary).toHaveLength(60)
    for (const key of ['scriptId', 'title', 'body'] as const) {
      expect(new Set(scriptLibrary.map((script) => script[key])).size).toBe(60)
    }
  })

  it('answers each common objection in each AIDA step', () => {
    for (const step of aidaSteps) {
      const answered = scriptLibrary
        .filter((script) => script.step === step)
        .map(({ objection }) => objection)
      expect(new Set(answered)).toEqual(new Set(objections))
    }
  })

  it('is written for every stage in every step', () => {
    for (const step of aidaSteps) {
      for (const stage of lifecycleStages) {
        const fitting = scriptLibrary.filter(
          (script) => script.step === step && (script.stages.length === 0 || script.stages.includes(stage)),
        )
        expect(fitting.length, `${step} for ${stage}`).toBeGreaterThan(0)
      }
    }
  })

  it('has what is no selling too, and some for groups that name nobody', () => {
    expect(new Set(scriptLibrary.map(({ contentType }) => contentType))).toEqual(
      new Set(['welcome', 'education', 'question', 'know-how', 'offer', 'recall', 'service', 'other']),
    )
    const forGroups = scriptLibrary.filter(({ scene }) => scene === 'group')
    expect(forGroups.length).toBeGreaterThanOrEqual(4)
    for (const { body } of forGroups) expect(body).not.toMatch(/\{(称呼|券名)\}/)
  })

  it('talks of a coupon only where it is an offer', () => {
    const toOne = scriptLibrary.filter(({ scene }) => scene === 'single')
    for (const { body, contentType, title } of toOne) {
      expect(/\{券名\}/.test(body), title).toBe(contentType === 'offer')
    }
  })

  it('leaves two one-to-one texts and more in each step that anybody can be sent', () => {
    for (const step of aidaSteps) {
      const ready = scriptLibrary.filter(
        (script) =>
          script.step === step && script.scene === 'single' && renderScript(script.body, {}).isComplete,
      )
      expect(ready.length).toBeGreaterThanOrEqual(2)
    }
  })

  it.each(scriptLibrary.map((script) => [script.scriptId, script] as const))(
    '%s is fit to be sent',
    (_id, { body, title }) => {
      const { names, isMalformed } = parseBody(body)
      expect(isMalformed).toBe(false)
      for (const name of names) expect(scriptVariable(name), name).toBeDefined()
      expect(checkText(body)).toEqual([])
      expect(forbiddenIn(title + body)).toEqual([])
      expect(body.length).toBeLessThanOrEqual(120)
      for (const product of demoProducts) expect(body).not.toContain(product.name)
      expect(renderScript(body, {}).text).not.toMatch(/您您|^您[,,][^您]/)
    },
  )
})
