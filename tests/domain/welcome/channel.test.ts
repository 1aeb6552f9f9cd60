import { describe, expect, it } from 'vitest'
import { channelStateBytes, channelStateFrom } from '../../../src/domain/welcome/channel.ts'
import { isChannelState } from '../../../src/domain/welcome/screening.ts'

describe('the state of a channel (WEL-01)', () => {
  const bytes = (first: number) => Uint8Array.from({ length: channelStateBytes }, (_, i) => (first + i) % 256)

  it('is one that the platform takes, whatever the bytes', () => {
    for (const first of [0, 31, 32, 200, 255]) {
      const state = channelStateFrom(bytes(first))
      expect(isChannelState(state)).toBe(true)
      expect(state).toMatch(/^ch_[0-9a-z]{16}$/)
    }
  })

  it('differs where the bytes differ', () => {
    expect(channelStateFrom(bytes(0))).not.toBe(channelStateFrom(bytes(1)))
    expect(channelStateFrom(bytes(7))).toBe(channelStateFrom(bytes(7)))
  })
})
