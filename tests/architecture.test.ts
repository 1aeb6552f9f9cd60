import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { api } from '../src/contract/api.ts'
import { methodAndPath, paths, type RouteName } from '../src/contract/paths.ts'
import { configSchema } from '../src/server/config-schema.ts'
import { engines } from './support/databases.ts'
import { buildTestApp } from './support/build-app.ts'

const root = path.resolve(import.meta.dirname, '..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const guides = ['.github/CONTRIBUTING.md', '.github/SETUP.md', '.github/SETUP.zh-CN.md']

function filesBelow(folder: string, pattern: RegExp): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
    .filter((name) => pattern.test(name))
    .sort()
}

const sources = filesBelow('src', /\.(ts|vue)$/)

function importsOf(file: string): { target: string; isTypeOnly: boolean }[] {
  const text = read(file)
  const found = [
    ...text.matchAll(
      /(?:^|\n)\s*(import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'|import\s*\(?\s*'([^']+)'/g,
    ),
  ]
  return found.map((match) => ({ target: match[3] ?? match[4] ?? '', isTypeOnly: match[2] !== undefined }))
}

const layerOf = (file: string) => file.split('/')[1] ?? ''
const resolved = (file: string, target: string) =>
  path.posix.normalize(path.posix.join(path.posix.dirname(file), target))

describe('walls', () => {
  const allowed: Record<string, string[]> = {
    domain: ['domain'],
    contract: ['contract', 'domain'],
    server: ['server', 'contract', 'domain'],
    app: ['app', 'contract', 'domain'],
    simulator: ['simulator'],
    build: ['build'],
  }
  /** The command line is where the simulator meets the app. */
  const meetsSimulator = /^src\/server\/(cli|demo)\//

  it('imports run domain ← contract ← server, app; the simulator stands alone', () => {
    const wrong = sources.flatMap((file) =>
      importsOf(file)
        .filter(({ target }) => target.startsWith('.'))
        .map(({ target }) => resolved(file, target))
        .filter((target) => {
          if (meetsSimulator.test(file) && layerOf(target) === 'simulator') return false
          return !(allowed[layerOf(file)] ?? []).includes(layerOf(target))
        })
        .map((target) => `${file} imports ${target}`),
    )
    expect(wrong).toEqual([])
  })

  it('domain reads no clock and no randomness', () => {
    const wrong = sources.filter(
      (file) => file.startsWith('src/domain/') && /new Date\(\)|Date\.now|Math\.random/.test(read(file)),
    )
    expect(wrong).toEqual([])
  })

  it('a repository is imported by its own noun only', () => {
    const wrong = sources
      .filter((file) => file.startsWith('src/server/'))
      .flatMap((file) =>
        importsOf(file)
          .filter(({ target }) => target.endsWith('repository.ts'))
          .map(({ target }) => resolved(file, target))
          .filter((target) => target.split('/')[2] !== file.split('/')[2])
          .map((target) => `${file} imports ${target}`),
      )
    expect(wrong).toEqual([])
  })

  it('components import no store, no router, no api', () => {
    const wrong = sources
      .filter((file) => file.startsWith('src/app/components/'))
      .filter((file) => importsOf(file).some(({ target }) => /stores\/|router|api\.ts$/.test(target)))
    expect(wrong).toEqual([])
  })

  it('only api.ts calls axios, only config reads the environment, only connect.ts knows the dialect', () => {
    const naming = (module: string) =>
      sources.filter((file) => importsOf(file).some(({ target }) => target === module))
    expect(naming('axios')).toEqual(['src/app/api.ts'])
    expect(naming('better-sqlite3')).toEqual([
      'src/server/db/checkpoints/worker.ts',
      'src/server/db/connect.ts',
    ])
    expect(naming('pg')).toEqual(['src/server/db/connect.ts'])
    expect(sources.filter((file) => read(file).includes('process.env'))).toEqual([
      'src/server/config.ts',
      'src/server/load-environment.ts',
    ])
  })

  it('no import cycle', () => {
    const edges = new Map(
      sources.map((file) => [
        file,
        importsOf(file)
          .filter(({ target, isTypeOnly }) => target.startsWith('.') && !isTypeOnly)
          .map(({ target }) => resolved(file, target)),
      ]),
    )
    const done = new Set<string>()
    const cycles: string[] = []
    const visit = (file: string, trail: string[]): void => {
      if (trail.includes(file)) cycles.push([...trail.slice(trail.indexOf(file)), file].join(' → '))
      if (done.has(file) || trail.includes(file)) return
      for (const next of edges.get(file) ?? []) visit(next, [...trail, file])
      done.add(file)
    }
    for (const file of sources) visit(file, [])
    expect(cycles).toEqual([])
  })

  it('files stay small', () => {
    const limits: [RegExp, number][] = [
      [/^src\/domain\//, 120],
      [/\/routes\.ts$/, 200],
      [/\.vue$/, 250],
      [/\/(service|repository)\.ts$|^src\/app\/composables\//, 180],
    ]
    const wrong = sources.flatMap((file) => {
      const lines = read(file).split('\n').length - 1
      const limit = limits.find(([pattern]) => pattern.test(file))?.[1] ?? 300
      return lines > limit ? [`${file} has ${lines} lines, more than ${limit}`] : []
    })
    expect(wrong).toEqual([])
  })
})

describe('one fact in one place', () => {
  it('.env.example names exactly the keys of the configuration', () => {
    const named = [...read('.env.example').matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1])
    expect(new Set(named)).toEqual(new Set(Object.keys(configSchema.shape)))
  })

  it.each(engines.slice(0, 1))('every contract route has a handler and the reverse', async ({ open }) => {
    const database = await open()
    const { app, close } = await buildTestApp(database)
    const missing = (Object.keys(paths) as RouteName[]).filter((name) => {
      const { method, path: url } = methodAndPath(name)
      return !app.hasRoute({ method, url })
    })
    expect(missing).toEqual([])
    const registered = [
      ...app.printRoutes({ commonPrefix: false }).matchAll(/(\/api\/v1\S*) \(([A-Z, ]+)\)/g),
    ]
    const known = new Set(Object.values(paths).map((entry) => entry.split(' ')[1]))
    const unknown = registered
      .map((match) => match[1])
      .filter((url) => url !== '/api/v1/openapi.json' && !known.has(url as never))
    expect(unknown).toEqual([])
    expect(new Set(Object.keys(api))).toEqual(new Set(Object.keys(paths)))
    await close()
  })

  it('the commands that the READMEs name exist', () => {
    const scripts = JSON.parse(read('package.json')).scripts as Record<string, string>
    const program = filesBelow('src/server/cli', /\.ts$/).map(read).join('\n')
    for (const readme of ['README.md', 'README.zh-CN.md', ...guides]) {
      const text = read(readme)
      for (const [, name = ''] of text.matchAll(/npm run ([\w:-]+)/g))
        expect(Object.keys(scripts), readme).toContain(name)
      for (const [, name = ''] of text.matchAll(/npx zhike ([\w-]+)/g))
        expect(program, readme).toMatch(new RegExp(`'${name}'`))
    }
    expect(read('README.md').split('\n').length).toBeLessThan(150)
    expect(read('.ci/run')).toContain('npm ci && npm test')
    expect(read('README.md')).toContain('npm ci && npm test')
  })

  it('every rule id that the code uses is named by a test', () => {
    const idPattern =
      /\b(?:TAG|SEG|LC|LTV|OFF|REF|MEM|TRUST|NBA|CAD|CON|SCR|WEL|CHN|GRP|CLM|MET|REV|RISK)-\d\d\b/g
    const used = new Set(
      sources
        .filter((file) => file.startsWith('src/domain/'))
        .flatMap((file) =>
          [
            ...read(file).matchAll(
              /'((?:TAG|SEG|LC|LTV|OFF|REF|MEM|TRUST|NBA|CAD|CON|SCR|WEL|CHN|GRP|CLM|MET|REV|RISK)-\d\d)'/g,
            ),
          ].map((match) => match[1]),
        ),
    )
    const tested = new Set(
      filesBelow('tests/domain', /\.test\.ts$/).flatMap((file) => read(file).match(idPattern) ?? []),
    )
    expect([...used].filter((id) => !tested.has(id ?? ''))).toEqual([])
  })

  it('every domain file has its mirror test or a reason', () => {
    const reasons: Record<string, string> = {
      'src/domain/customers/stages.ts': 'names only',
      'src/domain/customers/facts.ts': 'types only',
      'src/domain/offers/offer.ts': 'types only',
      'src/domain/offers/refusal.ts': 'types only',
      'src/domain/offers/context.ts': 'types and defaults',
      'src/domain/coupons/coupon.ts': 'names only',
      'src/domain/cadence/content-type.ts': 'names only',
      'src/domain/scripts/script.ts': 'names only',
      'src/domain/actions/reject-reasons.ts': 'names only',
      'src/domain/behaviour/shop-event.ts': 'types only',
      'src/domain/settings.ts': 'defaults only',
      'src/domain/offers/redemption/order.ts': 'types only',
      'src/domain/tags/tag.ts': 'types and names',
      'src/domain/actions/trigger.ts': 'types and names',
      'src/domain/ltv/ltv-model.ts': 'types only',
      'src/domain/ltv/ltv-estimate.ts': 'types only',
    }
    const missing = sources
      .filter((file) => file.startsWith('src/domain/'))
      .filter(
        (file) => !existsSync(path.join(root, file.replace(/^src\//, 'tests/').replace(/\.ts$/, '.test.ts'))),
      )
      .filter((file) => reasons[file] === undefined)
    expect(missing).toEqual([])
  })

  it('nothing in the repository names its making or a registry', () => {
    const texts = [
      ...sources,
      ...filesBelow('tests', /\.ts$/),
      'README.md',
      'README.zh-CN.md',
      ...guides,
      'package-lock.json',
    ]
    const forbidden = [
      /registry\.npmjs/,
      /\b(?:product|wecom|rules|decision|ux|features|style)\.md\b/,
      /\/work\/(main|shared)/,
      new RegExp(['\\bhelper', '-\\d'].join('')),
    ]
    const wrong = texts.filter(
      (file) =>
        file !== 'tests/architecture.test.ts' && forbidden.some((pattern) => pattern.test(read(file))),
    )
    expect(wrong).toEqual([])
  })
})
