/** Bounds of a channel, inclusive; advisors as the platform has it (path 92228 of developer.work.weixin.qq.com), the rest ours. */
export const channelBounds = {
  advisors: 100,
  nameCharacters: 30,
  tags: 10,
  tagCharacters: 20,
  /** UTF-16 units: at most 3,000 bytes, so that filling the variables stays within the platform's 4,000. */
  welcomeCharacters: 1_000,
} as const

const alphabet = '0123456789abcdefghijkmnpqrstuvwx'
const prefix = 'ch_'

/** Random bytes that the state of a new channel takes: 80 bits of them count. */
export const channelStateBytes = 16

/**
 * WEL-01: the state of a new channel's code: `ch_` and a character for each random byte, all of them characters that the
 * platform carries unchanged. 19 characters of the 30 that it allows.
 */
export function channelStateFrom(bytes: Uint8Array): string {
  return prefix + Array.from(bytes, (byte) => alphabet[byte % alphabet.length] ?? '').join('')
}
