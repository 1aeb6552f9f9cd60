import { describe, expect, it } from 'vitest'
import { startSimulator } from '../start-simulator.ts'

describe('externalcontact/get', () => {
  it('answers every follower with named tags', async () => {
    const { call, token } = startSimulator()
    const query = { external_userid: 'wm-li' }
    const answer = await call('externalcontact/get', { token: await token(), query })
    expect(answer).toEqual({
      errcode: 0,
      errmsg: 'ok',
      external_contact: {
        external_userid: 'wm-li',
        name: '李悦',
        avatar: '',
        type: 1,
        gender: 2,
        unionid: 'union-li',
      },
      follow_user: [
        {
          userid: 'lin',
          remark: '李悦 油皮',
          description: '',
          createtime: 1_700_000_000,
          tags: [
            { group_name: '意向', tag_name: '高', tag_id: 'et-high', type: 1 },
            { group_name: '个人', tag_name: '老乡', type: 2 },
          ],
          remark_mobiles: [],
          oper_userid: 'lin',
          add_way: 1,
          state: 'store_sh01',
        },
        expect.objectContaining({ userid: 'zhou', remark: '李女士', tags: [] }),
      ],
    })
  })

  it('gives people of other companies their four fields and no unionid', async () => {
    const { call, token } = startSimulator()
    const query = { external_userid: 'wo-qian' }
    const answer = await call('externalcontact/get', { token: await token(), query })
    const contact = answer['external_contact'] as Record<string, unknown>
    expect(Object.keys(contact)).toEqual(
      expect.arrayContaining(['position', 'corp_name', 'corp_full_name', 'external_profile']),
    )
    expect(contact).not.toHaveProperty('unionid')
  })

  it('tells an unknown id from one that nobody follows', async () => {
    const { call, token } = startSimulator()
    const access = await token()
    const codeOf = async (id: string) =>
      (await call('externalcontact/get', { token: access, query: { external_userid: id } }))['errcode']
    expect(await codeOf('wm-unknown')).toBe(40096)
    expect(await codeOf('wm-nobody')).toBe(84061)
    expect(await codeOf('')).toBe(40096)
  })
})

describe('lists', () => {
  it('lists a member’s contacts, and 84061 for a member without any', async () => {
    const { call, token } = startSimulator()
    const access = await token()
    const list = (userid: string) => call('externalcontact/list', { token: access, query: { userid } })
    expect(await list('zhou')).toMatchObject({ errcode: 0, external_userid: ['wm-li', 'wm-other'] })
    expect(await list('gone')).toMatchObject({ errcode: 84061, external_userid: [] })
    expect(await list('who')).toMatchObject({ errcode: 60111, external_userid: [] })
  })

  it('lists active members only', async () => {
    const { call, token } = startSimulator()
    expect(await call('externalcontact/get_follow_user_list', { token: await token() })).toMatchObject({
      follow_user: ['lin', 'zhou'],
    })
  })

  it('pages the batch with one follow_info object and tag ids', async () => {
    const { call, token } = startSimulator()
    const access = await token()
    const seen: unknown[] = []
    let cursor = ''
    do {
      const body = { userid_list: ['lin'], limit: 4, cursor }
      const page = await call('externalcontact/batch/get_by_user', { token: access, body })
      seen.push(...(page['external_contact_list'] as unknown[]))
      cursor = String(page['next_cursor'])
    } while (cursor !== '')
    expect(seen).toHaveLength(6)
    expect(seen[0]).toMatchObject({
      external_contact: { external_userid: 'wm-li' },
      follow_info: { userid: 'lin', tag_id: ['et-high'] },
    })
  })

  it('refuses a limit above 100 and unknown members in the batch', async () => {
    const { call, token } = startSimulator()
    const access = await token()
    const codeOf = async (body: unknown) =>
      (await call('externalcontact/batch/get_by_user', { token: access, body }))['errcode']
    expect(await codeOf({ userid_list: ['lin'], limit: 100 })).toBe(0)
    expect(await codeOf({ userid_list: ['lin'], limit: 101 })).toBe(40058)
    expect(await codeOf({ userid_list: ['lin'], limit: 0 })).toBe(40058)
    expect(await codeOf({ userid_list: ['who'] })).toBe(40003)
    expect(await codeOf({ userid_list: [] })).toBe(40063)
  })
})
