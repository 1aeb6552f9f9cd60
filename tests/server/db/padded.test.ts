import { describe, expect, it } from 'vitest'
import { padded } from '../../../src/server/db/padded.ts'

const list = (length: number) => Array.from({ length }, (_, index) => index)

describe('padded', () => {
  it('keeps the values and repeats the last one up to one of a few lengths', () => {
    expect(padded([])).toEqual([])
    expect(padded([7])).toEqual([7])
    expect(padded([7, 8])).toEqual([7, 8, 8, 8])
    expect(padded(list(512))).toEqual(list(512))
    expect(padded(list(513)).slice(0, 513)).toEqual(list(513))
  })

  it('makes few lengths of all', () => {
    const lengths = new Set(list(2000).map((length) => padded(list(length + 1)).length))
    expect([...lengths]).toEqual([1, 4, 16, 64, 128, 256, 512, 1024, 1536, 2048])
  })
})
