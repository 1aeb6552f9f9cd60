/** A record within a buffer: text from `start` to `textEnd`, with its line end up to `end`, over so many lines. */
export interface Cut {
  start: number
  textEnd: number
  end: number
  lines: number
  problem: string | null
}

export interface CutOptions {
  /** The file ends with these bytes: what is left is a record even without a line end. */
  isLast: boolean
  /** The column delimiter where quotes may hide line ends; null where they mean nothing. */
  delimiter: string | null
  /** A quote still open after so many bytes was never meant to be closed. */
  longest: number
}

const lineFeed = 10
const carriageReturn = 13
const quote = 34

/**
 * Cuts the complete records off the beginning of a buffer. Bytes are enough to see them: delimiters, quotes and line ends never occur
 * inside a character of UTF-8 or GBK (`|` may in GBK, where a quote behind it costs its line). A quote never closed, or closed within a cell, costs its own line only.
 */
export function cutRecords(bytes: Buffer, { isLast, delimiter, longest }: CutOptions): Cut[] {
  const cuts: Cut[] = []
  let start = 0
  let quoteAt = -1
  while (start < bytes.length) {
    const lineEnd = bytes.indexOf(lineFeed, start)
    if (lineEnd === -1 && !isLast) break
    let textEnd = lineEnd === -1 ? bytes.length : lineEnd
    let problem: string | null = null
    if (delimiter !== null && quoteAt < start) quoteAt = orEnd(bytes.indexOf(quote, start), bytes.length)
    if (delimiter !== null && quoteAt < textEnd) {
      const found = endOfQuoted(bytes, start, delimiter.charCodeAt(0))
      const isWhole = isLast || bytes.length - start > longest
      if (found === 'open' && !isWhole) break
      if (found === 'open')
        problem = 'row: a quote opens and never closes; double a quote that belongs to the text'
      else if (found === 'torn')
        problem = 'row: a quote closes in the middle of a cell; double a quote that belongs to the text'
      else if (found === bytes.length && !isLast) break
      else textEnd = found
    }
    const end = Math.min(textEnd + 1, bytes.length)
    cuts.push({ start, textEnd, end, lines: linesWithin(bytes, start, textEnd) + 1, problem })
    start = end
  }
  return cuts
}

function orEnd(index: number, end: number): number {
  return index === -1 ? end : index
}

/**
 * The line end (or the end of the bytes) behind the record that begins at `start`; `open` when a quote is not closed by then, `torn`
 * when more than a delimiter or a line end follows a closing one.
 */
function endOfQuoted(bytes: Buffer, start: number, delimiter: number): number | 'open' | 'torn' {
  let isInQuotes = false
  let isCellStart = true
  for (let at = start; at < bytes.length; at += 1) {
    const byte = bytes[at]
    if (isInQuotes) {
      if (byte !== quote) continue
      const following = bytes[at + 1]
      if (following === quote) {
        at += 1
        continue
      }
      isInQuotes = false
      if (following !== undefined && ![delimiter, lineFeed, carriageReturn].includes(following)) return 'torn'
    } else if (byte === quote && isCellStart) {
      isInQuotes = true
      isCellStart = false
    } else if (byte === lineFeed) {
      return at
    } else {
      isCellStart = byte === delimiter
    }
  }
  return isInQuotes ? 'open' : bytes.length
}

function linesWithin(bytes: Buffer, start: number, end: number): number {
  let lines = 0
  for (let at = bytes.indexOf(lineFeed, start); at !== -1 && at < end; at = bytes.indexOf(lineFeed, at + 1))
    lines += 1
  return lines
}
