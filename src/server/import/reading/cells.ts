const quoted = /^"((?:[^"]|"")*)"/

/** The cells of one record. A quote counts at the beginning of a cell only; doubled inside quotes it is one. */
export function splitCells(text: string, delimiter: string): string[] {
  if (!text.includes('"')) return text.split(delimiter)
  const cells: string[] = []
  let rest = text
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
