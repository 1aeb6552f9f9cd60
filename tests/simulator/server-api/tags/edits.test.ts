import { beforeEach, describe, expect, it } from 'vitest'
import { startSimulator, type TestSimulator } from '../../start-simulator.ts'

const pair = { userid: 'lin', external_userid: 'wm-wang' }

describe('corp tags that the app made', () => {
  let simulator: TestSimulator
  let token: string
  let groupId: string
  let tagId: string
  beforeEach(async () => {
    simulator = startSimulator()
    token = await simulator.token()
    const body = { group_name: '顾虑', tag: [{ name: '嫌贵' }, { name: '怕麻烦' }] }
    const made = await ask('add_corp_tag', body)
    const group = made['tag_group'] as { group_id: string; tag: { id: string }[] }
    groupId = group.group_id
    tagId = group.tag[0]?.id ?? ''
  })

  const ask = (name: string, body: object) => simulator.call(`externalcontact/${name}`, { token, body })
  const codeOf = async (name: string, body: object) => (await ask(name, body))['errcode']
  const known = async () => {
    const groups = (await ask('get_corp_tag_list', {}))['tag_group'] as {
      group_name: string
      tag: { name: string }[]
    }[]
    return groups.flatMap(({ group_name, tag }) => tag.map(({ name }) => `${group_name}/${name}`))
  }

  it('are renamed, and so is their group', async () => {
    expect(await ask('edit_corp_tag', { id: tagId, name: '觉得贵' })).toEqual({ errcode: 0, errmsg: 'ok' })
    expect(await codeOf('edit_corp_tag', { id: groupId, name: '担心', order: 1 })).toBe(0)
    expect(await known()).toEqual(['意向/高', '意向/低', '担心/觉得贵', '担心/怕麻烦'])
    expect(await codeOf('edit_corp_tag', { id: tagId, name: '觉得贵' })).toBe(0)
  })

  it.each([
    ['no id', {}, 40063],
    ['an unknown id', { id: 'et-none', name: 'x' }, 40068],
    ['no name at all', { id: 'TAG', name: '' }, 40072],
    ['a name of 31', { id: 'TAG', name: '字'.repeat(31) }, 40072],
    ['a name of the same group', { id: 'TAG', name: '怕麻烦' }, 40071],
    ['a name of another group', { id: 'TAG', name: '高' }, 0],
    ['a name of 30', { id: 'TAG', name: '字'.repeat(30) }, 0],
    ['the name of another group for a group', { id: 'GROUP', name: '意向' }, 40071],
    ['a tag made by an administrator', { id: 'et-high', name: 'x' }, 301002],
    ['a group made by an administrator', { id: 'etgroup-intent', name: 'x' }, 301002],
  ])('edited with %s', async (_name, { id, ...rest }: { id?: string; name?: string }, errcode) => {
    const ids: Record<string, string> = { TAG: tagId, GROUP: groupId }
    const body = { ...rest, ...(id === undefined ? {} : { id: ids[id] ?? id }) }
    expect(await codeOf('edit_corp_tag', body)).toBe(errcode)
  })

  it('are deleted with their marks, and their group with the last of them', async () => {
    await ask('mark_tag', { ...pair, add_tag: [tagId, 'et-high'] })
    expect(await codeOf('del_corp_tag', { tag_id: [tagId] })).toBe(0)
    expect(await known()).toEqual(['意向/高', '意向/低', '顾虑/怕麻烦'])
    const contact = await simulator.call('externalcontact/get', {
      token,
      query: { external_userid: 'wm-wang' },
    })
    expect(contact['follow_user']).toMatchObject([{ tags: [{ tag_id: 'et-high' }] }])
    expect(await codeOf('del_corp_tag', { group_id: [groupId] })).toBe(0)
    expect(await known()).toEqual(['意向/高', '意向/低'])
    expect(await codeOf('edit_corp_tag', { id: groupId, name: 'x' })).toBe(40068)
  })

  it.each([
    ['nothing', {}, 40063],
    ['an unknown tag', { tag_id: ['et-none'] }, 40068],
    ['a tag made by an administrator', { tag_id: ['et-high'] }, 301002],
    ['a group made by an administrator', { group_id: ['etgroup-intent'] }, 301002],
  ])('deleted with %s', async (_name, body, errcode) => {
    expect(await codeOf('del_corp_tag', body)).toBe(errcode)
    expect(await known()).toHaveLength(4)
  })

  it('cause no event, and a tag of the app in a group of others stays the app’s alone', async () => {
    const sent = simulator.state.events.deliveries().length
    const made = await ask('add_corp_tag', { group_id: 'etgroup-intent', tag: [{ name: '中' }] })
    const { tag } = made['tag_group'] as { tag: { id: string }[] }
    expect(await codeOf('edit_corp_tag', { id: 'etgroup-intent', name: 'x' })).toBe(301002)
    expect(await codeOf('edit_corp_tag', { id: tag[0]?.id, name: '一般' })).toBe(0)
    expect(await known()).toContain('意向/一般')
    expect(simulator.state.events.deliveries()).toHaveLength(sent)
  })

  it('are at most 3000 on a member’s customer', async () => {
    const [group] = simulator.state.directory.tagGroups
    const tags = Array.from({ length: 3001 }, (_, index) => ({ tagId: `et-${index}`, name: `t${index}` }))
    group?.tags.push(...tags)
    const ids = tags.map((tag) => tag.tagId)
    expect(await codeOf('mark_tag', { ...pair, add_tag: ids.slice(0, 3000) })).toBe(0)
    expect(await codeOf('mark_tag', { ...pair, add_tag: ids.slice(3000) })).toBe(40058)
    expect(await codeOf('mark_tag', { ...pair, add_tag: ids.slice(3000), remove_tag: ids.slice(0, 1) })).toBe(
      0,
    )
  })
})
