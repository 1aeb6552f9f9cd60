import { describe, expect, it } from 'vitest'
import { startSimulator, type TestSimulator } from '../start-simulator.ts'

const pair = { userid: 'lin', external_userid: 'wm-wang' }

async function followOf(simulator: TestSimulator, token: string) {
  const answer = await simulator.call('externalcontact/get', { token, query: { external_userid: 'wm-wang' } })
  return (answer['follow_user'] as Record<string, unknown>[])[0]
}

describe('remark', () => {
  it('overwrites the given fields only', async () => {
    const simulator = startSimulator()
    const token = await simulator.token()
    const remark = (body: object) =>
      simulator.call('externalcontact/remark', { token, body: { ...pair, ...body } })
    expect(await remark({ remark: '王姐', remark_mobiles: ['13800000001'] })).toEqual({
      errcode: 0,
      errmsg: 'ok',
    })
    expect(await remark({ description: '对接', remark_mobiles: [''] })).toMatchObject({ errcode: 0 })
    expect(await followOf(simulator, token)).toMatchObject({
      remark: '王姐',
      description: '对接',
      remark_mobiles: [],
    })
  })

  it('holds the limits and needs a field and a real pair', async () => {
    const simulator = startSimulator()
    const token = await simulator.token()
    const codeOf = async (body: object) =>
      (await simulator.call('externalcontact/remark', { token, body: { ...pair, ...body } }))['errcode']
    expect(await codeOf({ remark: '字'.repeat(20) })).toBe(0)
    expect(await codeOf({ remark: '字'.repeat(21) })).toBe(40058)
    expect(await codeOf({})).toBe(40063)
    expect(await codeOf({ remark: 'x', userid: 'zhou' })).toBe(84061)
  })
})

describe('corp tags', () => {
  it('adds tags, appends to a group of the same name and refuses a name twice', async () => {
    const { call, token } = startSimulator()
    const access = await token()
    const add = (body: object) => call('externalcontact/add_corp_tag', { token: access, body })
    const created = await add({ group_name: '肤质', tag: [{ name: '油皮' }] })
    expect(created).toMatchObject({ errcode: 0, tag_group: { group_name: '肤质', tag: [{ name: '油皮' }] } })
    await add({ group_name: '肤质', tag: [{ name: '干皮' }] })
    expect(await add({ group_name: '肤质', tag: [{ name: '油皮' }] })).toMatchObject({ errcode: 40071 })
    expect(await add({ group_name: '肤质', tag: [] })).toMatchObject({ errcode: 40063 })
    expect(await add({ group_name: '肤质', tag: [{ name: '字'.repeat(31) }] })).toMatchObject({
      errcode: 40072,
    })
    const all = await call('externalcontact/get_corp_tag_list', { token: access, body: {} })
    const groups = all['tag_group'] as { group_name: string; tag: { name: string }[] }[]
    expect(groups.map((group) => [group.group_name, group.tag.map((tag) => tag.name)])).toEqual([
      ['意向', ['高', '低']],
      ['肤质', ['油皮', '干皮']],
    ])
  })

  it('marks and unmarks, and knows a wrong pair and an unknown tag', async () => {
    const simulator = startSimulator()
    const token = await simulator.token()
    const mark = (body: object) =>
      simulator.call('externalcontact/mark_tag', { token, body: { ...pair, ...body } })
    await mark({ add_tag: ['et-high', 'et-low'] })
    await mark({ remove_tag: ['et-high'] })
    expect(await followOf(simulator, token)).toMatchObject({ tags: [{ tag_id: 'et-low' }] })
    expect(await mark({ add_tag: [], remove_tag: [] })).toMatchObject({ errcode: 40063 })
    expect(await mark({ add_tag: ['et-none'] })).toMatchObject({ errcode: 40068 })
    expect(await mark({ userid: 'zhou', add_tag: ['et-high'] })).toMatchObject({ errcode: 84061 })
  })

  it('refuses two marks of one pair at the same time with 45035', async () => {
    const { call, token } = startSimulator()
    const access = await token()
    const mark = (id: string) =>
      call('externalcontact/mark_tag', {
        token: access,
        body: { userid: 'lin', external_userid: id, add_tag: ['et-low'] },
      })
    const answers = await Promise.all([mark('wm-wang'), mark('wm-wang'), mark('wm-chen')])
    expect(answers.map((answer) => answer['errcode']).sort()).toEqual([0, 0, 45035])
  })
})
