import { describe, expect, it } from 'vitest'
import { childText, readXml, XmlMalformed } from '../../../src/server/callbacks/xml.ts'

describe('reading XML', () => {
  it('reads elements by name, text, CDATA and the five entities', () => {
    const root = readXml(
      '\ufeff<?xml version="1.0" encoding="utf-8"?>\n<xml>\n <A>1</A><B><![CDATA[<你&好>😀]]></B><C/><D>a &lt;&amp;&gt;&quot;&apos; b</D>' +
        '<List><Item><![CDATA[x]]></Item><Item>y</Item></List></xml>\n',
    )
    expect(['A', 'B', 'C', 'D', 'E'].map((name) => childText(root, name))).toEqual([
      '1',
      '<你&好>😀',
      '',
      `a <&>"' b`,
      undefined,
    ])
    expect(root.children.find(({ name }) => name === 'List')?.children.map(({ text }) => text)).toEqual([
      'x',
      'y',
    ])
  })

  it('joins CDATA that was split around its own end mark', () => {
    expect(childText(readXml('<xml><A><![CDATA[a]]]]><![CDATA[>b]]></A></xml>'), 'A')).toBe('a]]>b')
  })

  const nested = (depth: number) => '<a>'.repeat(depth) + '</a>'.repeat(depth)
  const many = (count: number) => `<x>${'<i/>'.repeat(count)}</x>`

  it('takes 8 levels and 5,000 elements, and no more', () => {
    expect(readXml(nested(8)).name).toBe('a')
    expect(() => readXml(nested(9))).toThrow(XmlMalformed)
    expect(readXml(many(4999)).children).toHaveLength(4999)
    expect(() => readXml(many(5000))).toThrow(XmlMalformed)
  })

  const refused: [string, string][] = [
    ['a bomb', '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><xml><A>&b;</A></xml>'],
    ['an external entity', '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><xml><A>&f;</A></xml>'],
    ['an external DTD', '<!DOCTYPE xml SYSTEM "http://127.0.0.1/x.dtd"><xml></xml>'],
    ['an entity of its own', '<xml>&f;</xml>'],
    ['a number for a character', '<xml>&#65;</xml>'],
    ['a bare ampersand', '<xml>a & b</xml>'],
    ['an instruction', '<xml><?php echo 1 ?></xml>'],
    ['a comment', '<xml><!-- hidden --></xml>'],
    ['an attribute', '<xml a="1"></xml>'],
    ['a null byte', '<xml>a\u0000b</xml>'],
    ['two roots', '<xml></xml><xml></xml>'],
    ['text around the root', 'x<xml></xml>'],
    ['no root', '  '],
    ['nothing', ''],
    ['an open element', '<xml><A></xml>'],
    ['an end without a start', '</xml>'],
    ['crossed elements', '<xml><A><B></A></B></xml>'],
    ['an open CDATA', '<xml><![CDATA[abc</xml>'],
    ['an unfinished tag', '<xml><A'],
    ['plain JSON', '{"a":1}'],
  ]
  it.each(refused)('refuses %s', (_name, text) => {
    expect(() => readXml(text)).toThrow(XmlMalformed)
  })

  it('takes no longer than its size deserves', () => {
    const hostile = [
      '<'.repeat(100_000),
      '<a'.repeat(50_000),
      '&'.repeat(100_000),
      '<![CDATA['.repeat(10_000),
    ]
    // The best of three: a busy machine may stop any one of them.
    const tries = [1, 2, 3].map(() => {
      const startedAt = performance.now()
      for (const text of hostile) expect(() => readXml(text)).toThrow(XmlMalformed)
      return performance.now() - startedAt
    })
    expect(Math.min(...tries)).toBeLessThan(500)
  })
})
