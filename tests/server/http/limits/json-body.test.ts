import { describe, expect, it } from 'vitest'
import { readJson } from '../../../../src/server/http/limits/json-body.ts'

const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels)

describe('a JSON body', () => {
  it('is read as it is', () => {
    expect(readJson('{"a":[1,"二",null,{"b":true}]}')).toEqual({ a: [1, '二', null, { b: true }] })
    expect(readJson('"x"')).toBe('x')
    expect(readJson('"\\ud83d\\ude00"')).toBe('😀')
  })

  it.each([
    ['', 'body: is empty; send JSON, or no Content-Type'],
    [' \n', 'body: is empty; send JSON, or no Content-Type'],
    ['{"a":', 'body: is not valid JSON'],
    ['{"a":1}x', 'body: is not valid JSON'],
    ['{"a":{"b":"x\\u0000y"}}', 'body.a.b: must not contain the character NUL'],
    ['{"a":{"x\\u0000":1}}', 'body.a: a name must not contain the character NUL'],
    ['{"a":"\\ud800b"}', 'body.a: must not contain half a character (a lone surrogate)'],
    ['{"a":{"__proto__":{"isAdmin":true}}}', 'body.a: must not contain __proto__'],
  ])('%j is refused: %s', (text, message) => {
    expect(() => readJson(text)).toThrow(expect.objectContaining({ code: 'invalid_input', message }))
  })

  it('may be nested sixteen levels deep, not seventeen, and a hundred thousand do no harm', () => {
    expect(readJson(nested(16))).toBeInstanceOf(Array)
    expect(() => readJson(nested(17))).toThrow('nested deeper than 16 levels')
    expect(() => readJson(nested(100_000))).toThrow('nested deeper than 16 levels')
  })
})
