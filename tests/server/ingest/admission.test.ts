import { describe, expect, it } from 'vitest'
import { createAdmission } from '../../../src/server/ingest/admission.ts'

const limits = { bytes: 100, running: 2, waiting: 2 }

function gate() {
  const clock = { at: 0 }
  const admission = createAdmission(limits, () => clock.at)
  const entered: string[] = []
  const enter = (name: string, bytes: number) => {
    const turn = admission.enter(bytes)
    return turn === null
      ? null
      : turn.then((release) => {
          entered.push(name)
          return release
        })
  }
  return { clock, admission, entered, enter }
}

describe('the admission of ingest', () => {
  it('lets in what fits within both bounds, and the next when room is given back', async () => {
    const { entered, enter } = gate()
    const first = await enter('first', 60)
    const second = await enter('second', 40)
    const third = enter('third', 1)
    await Promise.resolve()
    expect(entered).toEqual(['first', 'second'])
    first?.()
    await third
    expect(entered).toEqual(['first', 'second', 'third'])
    second?.()
  })

  it('holds the bytes, not only the number', async () => {
    const { entered, enter } = gate()
    const first = await enter('first', 60)
    const second = enter('second', 41)
    await Promise.resolve()
    expect(entered).toEqual(['first'])
    first?.()
    await second
    expect(entered).toEqual(['first', 'second'])
  })

  it('takes one that is larger than all room alone, in its turn', async () => {
    const { entered, enter } = gate()
    const small = await enter('small', 1)
    const large = enter('large', 500)
    const behind = enter('behind', 1)
    await Promise.resolve()
    expect(entered).toEqual(['small'])
    small?.()
    const release = await large
    await Promise.resolve()
    expect(entered).toEqual(['small', 'large'])
    release?.()
    await behind
    expect(entered).toEqual(['small', 'large', 'behind'])
  })

  it('refuses the one behind the last place, and takes it when a place is free', async () => {
    const { enter } = gate()
    const first = await enter('first', 100)
    const waiting = [enter('second', 100), enter('third', 100)]
    expect(waiting).not.toContain(null)
    expect(enter('fourth', 100)).toBeNull()
    first?.()
    await waiting[0]
    expect(enter('fourth', 100)).not.toBeNull()
  })

  it('counts a room given back twice once', async () => {
    const { entered, enter } = gate()
    const first = await enter('first', 60)
    const second = await enter('second', 40)
    const third = enter('third', 60)
    second?.()
    second?.()
    await Promise.resolve()
    expect(entered).toEqual(['first', 'second'])
    first?.()
    await third
    expect(entered).toEqual(['first', 'second', 'third'])
  })

  it('tells a later return the longer requests take, within a minute', async () => {
    const { clock, admission, enter } = gate()
    expect(admission.retryAfterSeconds()).toBe(1)
    for (let round = 0; round < 30; round += 1) {
      const release = await enter('slow', 10)
      clock.at += 10_000
      release?.()
    }
    await enter('running', 100)
    enter('waiting', 100)
    expect(admission.retryAfterSeconds()).toBe(20)
    for (let round = 0; round < 3; round += 1) enter('more', 100)
    expect(admission.retryAfterSeconds()).toBe(30)
  })
})
