/** A stream of numbers in [0, 1) that is the same for the same seed (mulberry32). */
export type Random = () => number

export function randomFrom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A stream of its own for each person and purpose, so that a change in one leaves the others as they are. */
export function randomOf(purpose: string, index: number): Random {
  let hash = 2_166_136_261
  for (const letter of `${purpose}/${index}`) hash = Math.imul(hash ^ letter.charCodeAt(0), 16_777_619)
  return randomFrom(hash)
}

/** A whole number between both bounds, inclusive. */
export function wholeBetween(random: Random, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1))
}

export function pickOne<T>(random: Random, choices: readonly [T, ...T[]]): T {
  return choices[Math.floor(random() * choices.length)] ?? choices[0]
}

/** Letters of `alphabet`, drawn one by one. */
export function lettersOf(random: Random, alphabet: string, count: number): string {
  let text = ''
  for (let index = 0; index < count; index += 1)
    text += alphabet.charAt(Math.floor(random() * alphabet.length))
  return text
}
