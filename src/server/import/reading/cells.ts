const quoted = /^"((?:[^"]|"")*)"/

/** The cells of one record. A quote counts at the beginning of a cell only; doubled inside quotes it is one. */
export function splitCells(text: string, delimiter: string): string[] {
  const firstQuote = text.indexOf('"')
  if (firstQuote === -1) return text.split(delimiter)
  // Cells before the first quote are plain, and most of the record.
  const plainEnd = text.lastIndexOf(delimiter, firstQuote)
  const cells = plainEnd === -1 ? [] : text.slice(0, plainEnd).split(delimiter)
  let rest = plainEnd === -1 ? text : text.slice(plainEnd + delimiter.length)
  for (;;) {
    const opening = quoted.exec(rest)
    const inside = opening?.[1]?.replaceAll('""', '"') ?? ''
    const after = opening ? rest.slice(opening[0].length) : rest
    const end = after.indexOf(delimiter)
    cells.push(inside + (end === -1 ? after : after.slice(0, end)))
    if (end === -1) return cells
    rest = after.slice(end + delimiter.length)
  }
}

/** The words of one line, however much white space is between them. */
export function splitWords(text: string): string[] {
  return text.trim().split(/\s+/)
}
