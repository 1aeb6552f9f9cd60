import { describe, expect, it } from 'vitest'
import { progressLine } from '../../../src/server/import/progress-line.ts'

describe('the progress line', () => {
  it('tells share, rows, rate and the time left', () => {
    const half = progressLine({ bytes: 500, totalBytes: 1000, rows: 12_000, fromByte: 0 }, 2000)
    expect(half).toBe(`${'█'.repeat(12)}${'░'.repeat(12)}  50%  12,000 rows  6,000/s  2 s left`)
  })

  it('judges the speed by this run alone when it went on in the middle', () => {
    const line = progressLine({ bytes: 600, totalBytes: 1000, rows: 100, fromByte: 500 }, 60_000)
    expect(line).toContain('  60%  100 rows  2/s  4 min 00 s left')
  })

  it('is whole at the end and says nothing it cannot know', () => {
    expect(progressLine({ bytes: 10, totalBytes: 10, rows: 1, fromByte: 0 }, 1000)).toContain(
      '100%  1 rows  1/s  0 s left',
    )
    expect(progressLine({ bytes: 5, totalBytes: 10, rows: 0, fromByte: 5 }, 0)).toMatch(
      /50% {2}0 rows {2}0\/s$/,
    )
  })
})
