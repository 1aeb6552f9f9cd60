import { describe, expect, it } from 'vitest'
import { FaultBoard } from '../../../src/simulator/faults/board.ts'

function board() {
  const clock = { at: 1_000_000 }
  return { clock, board: new FaultBoard(() => clock.at) }
}

describe('FaultBoard', () => {
  it('hands a fault to its path only, as often as it was asked for', () => {
    const { board: faults } = board()
    faults.add({ path: 'user/get', errcode: -1, times: 2 })
    expect(faults.take('gettoken')).toBeUndefined()
    expect([1, 2, 3].map(() => faults.take('user/get')?.errcode)).toEqual([-1, -1, undefined])
  })

  it('keeps one without times until it is cleared; a star is for every path', () => {
    const { board: faults } = board()
    faults.add({ path: '*', status: 500 })
    expect([1, 2, 3].map(() => faults.take('anything')?.status)).toEqual([500, 500, 500])
    faults.clear()
    expect(faults.take('anything')).toBeUndefined()
  })

  it('works queued faults off in their order', () => {
    const { board: faults } = board()
    faults.add({ path: 'user/get', errcode: 45033, times: 1 })
    faults.add({ path: 'user/get', errcode: -1, times: 1 })
    expect([1, 2].map(() => faults.take('user/get')?.errcode)).toEqual([45033, -1])
  })

  it('counts a minute from each call', () => {
    const { clock, board: faults } = board()
    faults.limit({ path: 'user/get', perMinute: 2 })
    expect(faults.overLimit('user/get')).toBe(0)
    clock.at += 30_000
    expect(faults.overLimit('user/get')).toBe(0)
    expect(faults.overLimit('user/get')).toBe(45009)
    expect(faults.overLimit('gettoken')).toBe(0)
    clock.at += 29_999
    expect(faults.overLimit('user/get')).toBe(45009)
    clock.at += 1
    expect(faults.overLimit('user/get')).toBe(0)
    expect(faults.overLimit('user/get')).toBe(45009)
  })

  it('limits calls at once', () => {
    const { board: faults } = board()
    faults.limit({ path: 'user/get', atOnce: 1 })
    faults.begin('user/get')
    expect(faults.overLimit('user/get')).toBe(0)
    faults.begin('user/get')
    expect(faults.overLimit('user/get')).toBe(45033)
    faults.end('user/get')
    expect(faults.overLimit('user/get')).toBe(0)
    expect(faults.counts()).toEqual({ 'user/get': 2 })
    faults.resetCounts()
    expect(faults.counts()).toEqual({})
  })
})
