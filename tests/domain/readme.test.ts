import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { catalogue } from '../../src/domain/rules/catalogue.ts'
import { problemsOf } from './readme/run-example.ts'
import { sectionsOf } from './readme/sections.ts'

const domain = path.resolve(import.meta.dirname, '../../src/domain')
const readmes = readdirSync(domain, { recursive: true, encoding: 'utf8' })
  .map((name) => name.split(path.sep).join('/'))
  .filter((name) => path.posix.basename(name) === 'README.md')
  .sort()
const textOf = (name: string) => readFileSync(path.join(domain, name), 'utf8')
const folderOf = (name: string) => path.join(domain, path.dirname(name))

describe.each(readmes)('%s of the domain', (name) => {
  const sections = sectionsOf(textOf(name))
  const examples = sections.flatMap(({ heading, examples: ran }) => ran.map((ran) => ({ heading, ...ran })))

  it.each(examples)('line $line, $heading: the results are as stated', async ({ code }) => {
    expect(await problemsOf(code, folderOf(name))).toEqual([])
  })

  it('gives an example and a source wherever it states a formula', () => {
    const formulas = sections.filter(({ hasFormula }) => hasFormula)
    const bare = formulas.filter(({ examples: ran }) => ran.length === 0)
    expect(bare.map(({ heading, line }) => `${line} ${heading}`)).toEqual([])
    const sourceless = formulas.filter(({ text }) => !/Source:|[A-Z]{2,}-\d\d|\bours\b/.test(text))
    expect(sourceless.map(({ heading, line }) => `${line} ${heading}`)).toEqual([])
  })

  it('names only files and folders that are there', () => {
    const named = [...textOf(name).matchAll(/`([\w./-]+(?:\.(?:ts|md)|\/))`|\]\(([^)#]+)\)/g)].map(
      (match) => match[1] ?? match[2] ?? '',
    )
    expect(named.filter((target) => !existsSync(path.join(folderOf(name), target)))).toEqual([])
  })

  it('names only rules of the catalogue', () => {
    const named = textOf(name).match(/\b[A-Z]{2,5}-\d\d\b/g) ?? []
    expect(named.filter((id) => !Object.hasOwn(catalogue, id))).toEqual([])
  })
})

describe('the first README', () => {
  it('leads to every folder and to the other READMEs', () => {
    const folders = readdirSync(domain, { withFileTypes: true }).filter((entry) => entry.isDirectory())
    const text = textOf('README.md')
    expect(folders.map((entry) => entry.name).filter((folder) => !text.includes(`\`${folder}/\``))).toEqual(
      [],
    )
    const others = readmes.filter((name) => name !== 'README.md')
    expect(others.filter((name) => !text.includes(`](${name})`))).toEqual([])
  })
})

describe('an example that is wrong is found', () => {
  const run = (...lines: string[]) =>
    problemsOf(["import { yuan } from './money.ts'", ...lines].join('\n'), domain)

  it.each([
    ['the wrong text', "yuan(990) // '9.90'", ["yuan(990) is '9.9', not '9.90'"]],
    ['the wrong digits', '1 / 3 // 0.334', ['1 / 3 is 0.3333333333333333, not 0.334']],
    ['a whole number that is none', '10 / 3 // 3', ['10 / 3 is 3.3333333333333335, not 3']],
    [
      'a key too few',
      '[{ a: 1, b: 2 }] // [{ a: 1 }]',
      ['[{ a: 1, b: 2 }] is [ { a: 1, b: 2 } ], not [{ a: 1 }]'],
    ],
    ['a place too many', '[1] // [1, 2]', ['[1] is [ 1 ], not [1, 2]']],
    ['no result', 'yuan(990)', ['yuan(990) states no result']],
    ['no expression at all', 'const one = 1', ['states no result']],
  ])('%s', async (_what, line, expected) => {
    expect(await run(line)).toEqual(expected)
  })

  it('an import that does not exist', async () => {
    expect(await problemsOf("import { euro } from './money.ts'\neuro(1) // 1", domain)).toEqual([
      './money.ts exports no euro',
    ])
  })

  it('and a right one is not', async () => {
    const right = [
      "yuan(990) // '9.9'",
      '1 / 3 // 0.33',
      'Math.min(-8.77e-5) // -8.8e-5',
      `JSON.parse('{"a":[null,true]}') // { a: [null, true] }`,
    ]
    expect(await run(...right)).toEqual([])
  })
})

describe('a formula', () => {
  it.each([
    ['an indented block', '    a = b', true],
    ['a table', '| a | b |', true],
    ['a list', '- a\n  - b', false],
    ['code', '```ts\n    1 // 1\n```', false],
  ])('%s', (_what, text, expected) => {
    expect(sectionsOf(`## A\n\n${text}\n`).at(-1)?.hasFormula).toBe(expected)
  })
})
