import { describe, expect, it, vi } from 'vitest'
import { createDepartments, freshMs } from '../../../src/server/members/departments.ts'

const log = { info: vi.fn(), warn: vi.fn(), error: vi.fn() }

function open(get: (path: string) => Promise<Record<string, unknown>>) {
  const clock = { at: 1_000 }
  const client = { get: vi.fn(get) as never }
  return { clock, client, departments: createDepartments({ now: () => clock.at, log }, client) }
}
const named = (name: string) => ({ errcode: 0, department: [{ id: 2, name, parentid: 1, order: 1 }] })

describe('the names of departments', () => {
  it('are asked for once in ten minutes', async () => {
    let answers = 0
    const get = vi.fn(async () => named(`店 ${(answers += 1)}`))
    const { clock, departments } = open(get)
    expect(await departments.list()).toEqual([{ departmentId: 2, name: '店 1' }])
    clock.at += freshMs - 1
    expect(await departments.list()).toEqual([{ departmentId: 2, name: '店 1' }])
    clock.at += 1
    expect(await departments.list()).toEqual([{ departmentId: 2, name: '店 2' }])
    expect(get).toHaveBeenCalledTimes(2)
  })

  it('that cannot be read leave the ones known before, and none at first', async () => {
    let isDown = true
    const { clock, departments } = open(async () => {
      if (isDown) throw new Error('refused')
      return named('静安店')
    })
    expect(await departments.list()).toEqual([])
    isDown = false
    expect(await departments.list()).toEqual([{ departmentId: 2, name: '静安店' }])
    isDown = true
    clock.at += freshMs
    expect(await departments.list()).toEqual([{ departmentId: 2, name: '静安店' }])
    expect(log.warn).toHaveBeenCalledTimes(2)
  })

  it('without a name, a number or any shape are left out', async () => {
    const department = [
      { id: 1 },
      { id: '2', name: 'x' },
      null,
      'x',
      { id: 3, name: '' },
      { id: 4, name: '四' },
    ]
    expect(await open(async () => ({ department })).departments.list()).toEqual([
      { departmentId: 4, name: '四' },
    ])
    expect(await open(async () => ({ department: 'none' })).departments.list()).toEqual([])
  })

  it('do not keep the page waiting for a WeCom that is silent', async () => {
    const { departments } = open(() => new Promise(() => undefined))
    const startedAt = performance.now()
    expect(await departments.list()).toEqual([])
    expect(performance.now() - startedAt).toBeLessThan(10_000)
  })

  it('are asked for once by two who come together', async () => {
    const get = vi.fn(async () => named('静安店'))
    const { departments } = open(get)
    await Promise.all([departments.list(), departments.list()])
    expect(get).toHaveBeenCalledTimes(1)
  })
})
