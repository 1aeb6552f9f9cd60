import { describe, expect, it } from 'vitest'
import type { FilledScript } from '../../../src/contract/scripts.ts'
import { isPromotionKind, pushKindOf } from '../../../src/domain/cadence/groups/push-kind.ts'
import { installStarter } from '../../../src/server/starter/install-starter.ts'
import { buildTestApp } from '../../support/build-app.ts'
import { engines } from '../../support/databases.ts'

describe.each(engines)('scripts for groups on $name', ({ open }) => {
  it('are filled without a customer, and those with an offer show as promotions', async () => {
    const test = await buildTestApp(await open())
    await installStarter(test.context, { publish: true })
    const cookie = await test.signIn('LinXi')
    const answer = await test.app.inject({ url: '/api/v1/scripts?scene=group', headers: { cookie } })
    const { scripts } = answer.json<{ scripts: FilledScript[] }>()
    expect(scripts.length).toBeGreaterThanOrEqual(5)
    expect(new Set(scripts.map(({ scene }) => scene))).toEqual(new Set(['group']))
    expect(scripts.filter(({ text }) => text === null).map(({ title }) => title)).toEqual([])
    const selling = scripts.filter(({ contentType }) => isPromotionKind(pushKindOf(contentType)))
    expect(selling.map(({ title }) => title)).toEqual(['群-福利预告', '群-秒杀规则先讲清'])
    expect(scripts.find(({ title }) => title === '群-今天的小问题')).toMatchObject({
      contentType: 'question',
    })
    await test.close()
  })
})
