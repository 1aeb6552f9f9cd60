import { describe, expect, it } from 'vitest'
import { bridgeTag, insertBridgeTag, isBridgedPath } from '../../../src/simulator/front/bridge-tag.ts'

describe('insertBridgeTag', () => {
  it('puts the classic script right after the head opens', () => {
    expect(bridgeTag).toBe('<script src="/simulator/bridge.js"></script>')
    const html = '<!doctype html><html><head><script src="/a.js"></script></head><body></body></html>'
    expect(insertBridgeTag(html)).toBe(
      `<!doctype html><html><head>${bridgeTag}<script src="/a.js"></script></head><body></body></html>`,
    )
  })

  it('finds a head with attributes and is not fooled by a header', () => {
    expect(insertBridgeTag('<HEAD lang="zh"><title>x</title>')).toBe(
      `<HEAD lang="zh">${bridgeTag}<title>x</title>`,
    )
    expect(insertBridgeTag('<html><header></header></html>')).toBe(
      `<html>${bridgeTag}<header></header></html>`,
    )
  })

  it('inserts once, and first where there is no head', () => {
    const once = insertBridgeTag('<head></head>')
    expect(insertBridgeTag(once)).toBe(once)
    expect(insertBridgeTag('<!doctype html><p>x')).toBe(`<!doctype html>${bridgeTag}<p>x`)
    expect(insertBridgeTag('<p>x')).toBe(`${bridgeTag}<p>x`)
  })
})

describe('isBridgedPath', () => {
  it.each([
    ['/', true],
    ['/c/token', true],
    ['/q/token', true],
    ['/console', false],
    ['/auth/wecom', false],
    ['/cc/token', false],
  ])('%s -> %s', (path, expected) => {
    expect(isBridgedPath(path)).toBe(expected)
  })
})
