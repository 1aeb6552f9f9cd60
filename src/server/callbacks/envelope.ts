import { AppError } from '../http/app-error.ts'
import { childText, readXml, XmlMalformed } from './xml.ts'

/** Runs a parser; what it cannot read is the sender's mistake. */
export function readOrRefuse<T>(where: string, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (!(cause instanceof XmlMalformed) && !(cause instanceof SyntaxError)) throw cause
    throw new AppError('invalid_input', { message: `${where}: ${cause.message}`, cause })
  }
}

function fromJson(text: string): unknown {
  const envelope: unknown = JSON.parse(text)
  return typeof envelope === 'object' && envelope !== null && 'encrypt' in envelope
    ? envelope.encrypt
    : undefined
}

/** The sealed part of a callback's body, which is XML, or JSON as some pages show it. */
export function encryptOf(body: Buffer): string {
  const text = body.toString('utf8')
  const encrypt = readOrRefuse('body', () =>
    text.trimStart().startsWith('{') ? fromJson(text) : childText(readXml(text), 'Encrypt'),
  )
  if (typeof encrypt === 'string' && encrypt !== '') return encrypt
  throw new AppError('invalid_input', { message: 'body: has no Encrypt' })
}
