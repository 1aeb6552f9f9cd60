const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' })

/**
 * A customer's name as others may see it: the first character as people see it (an emoji or a letter with its marks is
 * one) and always two asterisks, so that the length says nothing: 小红 → 小**, Amy → A**. A name of one character would be
 * shown whole, so only the asterisks stay. Source: SCR-03, C24.
 */
export function maskName(name: string): string {
  const characters = Array.from(segmenter.segment(name.trim()), ({ segment }) => segment)
  const [first = ''] = characters
  return characters.length > 1 && !/[{}｛｝*\s]/u.test(first) ? `${first}**` : '**'
}
