import { isUtf8 } from 'node:buffer'

/** `either`: nothing but ASCII was seen so far, so each record is judged by itself. */
export type Encoding = 'utf-8' | 'gbk' | 'either'

const lineFeed = 10
/** GB 18030 holds all of GBK, and is what Chinese spreadsheets mean by it. */
const chinese = new TextDecoder('gb18030', { fatal: true })

function isAscii(bytes: Buffer): boolean {
  return bytes.every((byte) => byte < 0x80)
}

/**
 * How the beginning of a file is written. Judged by lines: in a UTF-8 file with a broken line the others are still UTF-8, and
 * a GBK line that happens to be UTF-8 too is rare. The last line may be cut in the middle of a character and counts only alone.
 */
export function encodingOf(head: Buffer): Encoding {
  let [utf8, other] = [0, 0]
  for (let start = 0; start < head.length;) {
    const end = head.indexOf(lineFeed, start)
    if (end === -1 && start > 0) break
    const line = head.subarray(start, end === -1 ? head.length : end)
    if (!isAscii(line)) {
      if (isUtf8(line)) utf8 += 1
      else other += 1
    }
    start = end === -1 ? head.length : end + 1
  }
  if (utf8 === 0 && other === 0) return 'either'
  return other > utf8 ? 'gbk' : 'utf-8'
}

/** The text of a record within a buffer; null where its bytes are none in this encoding. */
export function decodeRecord(
  buffer: Buffer,
  { start, end }: { start: number; end: number },
  encoding: Encoding,
): string | null {
  if (encoding === 'gbk') return decodeChinese(buffer.subarray(start, end))
  const text = buffer.toString('utf8', start, end)
  // A true U+FFFD is text like any other.
  if (!text.includes('\uFFFD') || isUtf8(buffer.subarray(start, end))) return text
  return encoding === 'either' ? decodeChinese(buffer.subarray(start, end)) : null
}

function decodeChinese(bytes: Buffer): string | null {
  try {
    return chinese.decode(bytes)
  } catch {
    return null
  }
}

/** As much as can be read of bytes that are no text, for a person to look at. */
export function readableText(bytes: Buffer, encoding: Encoding): string {
  return new TextDecoder(encoding === 'gbk' ? 'gb18030' : 'utf-8').decode(bytes)
}
