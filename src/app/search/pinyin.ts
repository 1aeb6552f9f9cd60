import { plainText, type Searchable } from './match.ts'

export type Prepare = (text: string) => Searchable

/** Until pinyin is there, hanzi are searched as they are written. */
export const prepareHanzi: Prepare = (text) => ({ text: plainText(text), readings: [] })

/** Loads the dictionary, which is far larger than the first screen, and gives every reading of each character. */
export async function loadPinyin(): Promise<Prepare> {
  const { polyphonic } = await import('pinyin-pro')
  return (written) => {
    const text = plainText(written)
    const known = polyphonic(text, { type: 'array', toneType: 'none' })
    const readings = Array.from(text).flatMap((character, index) => {
      const own = (known[index] ?? []).filter((reading) => reading !== character)
      // A character beyond the basic plane takes two places in the string.
      return Array.from({ length: character.length }, () => own.map((reading) => reading.toLowerCase()))
    })
    return { text, readings }
  }
}
