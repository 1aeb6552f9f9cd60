import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * Judges the answer of `npm audit --omit=dev --json` against the written exceptions beside this file:
 *
 *     node src/build/audit.mjs REPORT.json [--today 2026-01-31] [--exceptions FILE]
 *
 * Exit code 0 only when the report is one, covers our dependencies, and names nothing but what is excepted; an exception
 * ends with its date, and one that nothing needs any more fails too. Exit code 2: the report or the list cannot be judged.
 */
const here = path.dirname(fileURLToPath(import.meta.url))
const dayShape = /^\d{4}-\d{2}-\d{2}$/

class Unjudgeable extends Error {}

function optionsOf(args) {
  const given = { exceptions: path.join(here, 'audit-exceptions.json'), today: null, report: null }
  for (let at = 0; at < args.length; at += 1) {
    if (args[at] === '--today') given.today = args[(at += 1)] ?? ''
    else if (args[at] === '--exceptions') given.exceptions = args[(at += 1)] ?? ''
    else if (given.report === null) given.report = args[at]
    else throw new Unjudgeable(`unexpected argument ${args[at]}`)
  }
  if (given.report === null) throw new Unjudgeable('name the file with the answer of npm audit')
  given.today ??= new Date().toISOString().slice(0, 10)
  if (!dayShape.test(given.today)) throw new Unjudgeable(`--today ${given.today} is no date`)
  return given
}

async function readJson(file) {
  const text = await readFile(file, 'utf8').catch((error) => {
    throw new Unjudgeable(`${file}: ${error.message}`)
  })
  try {
    return JSON.parse(text)
  } catch {
    throw new Unjudgeable(`${file}: is not JSON`)
  }
}

/** The advisories that a report names: npm lists them as objects in `via`, beside the names of the packages they come through. */
function advisoriesOf(report, leastDependencies) {
  if (report.error || report.message) {
    throw new Unjudgeable(`npm audit failed: ${report.error?.summary ?? report.message ?? 'no reason given'}`)
  }
  const { auditReportVersion, vulnerabilities, metadata } = report
  if (auditReportVersion !== 2 || typeof vulnerabilities !== 'object' || vulnerabilities === null) {
    throw new Unjudgeable('this is no report of npm audit, version 2')
  }
  const covered = metadata?.dependencies?.prod
  if (typeof covered !== 'number' || covered < leastDependencies) {
    throw new Unjudgeable(
      `the report covers ${covered} packages; package.json alone names ${leastDependencies}`,
    )
  }
  const found = new Map()
  for (const { name, via } of Object.values(vulnerabilities)) {
    for (const cause of via.filter((one) => typeof one === 'object')) {
      found.set(`${cause.name ?? name} ${cause.url}`, {
        package: cause.name ?? name,
        advisory: cause.url,
        severity: cause.severity,
        title: cause.title,
      })
    }
  }
  const total = metadata?.vulnerabilities?.total
  if (total > 0 && found.size === 0) throw new Unjudgeable(`the report counts ${total} and names none`)
  return [...found.values()]
}

function exceptionsOf(list) {
  if (!Array.isArray(list)) throw new Unjudgeable('the exceptions must be a list')
  for (const entry of list) {
    const isWhole = ['package', 'advisory', 'reason', 'until'].every(
      (key) => typeof entry?.[key] === 'string' && entry[key].trim() !== '',
    )
    if (!isWhole || !dayShape.test(entry.until)) {
      throw new Unjudgeable(
        `an exception needs package, advisory, reason and until: ${JSON.stringify(entry)}`,
      )
    }
  }
  return list
}

async function judge(args) {
  const { report, exceptions, today } = optionsOf(args)
  const { dependencies } = await readJson(path.join(here, '../../package.json'))
  const found = advisoriesOf(await readJson(report), Object.keys(dependencies).length)
  const excepted = exceptionsOf(await readJson(exceptions))
  const isSame = (one, other) => one.package === other.package && one.advisory === other.advisory
  const problems = [
    ...found
      .filter((one) => !excepted.some((entry) => isSame(one, entry)))
      .map((one) => `${one.severity}: ${one.package}: ${one.title} (${one.advisory})`),
    ...excepted
      .filter(({ until }) => until < today)
      .map((entry) => `exception ended ${entry.until}: ${entry.package} ${entry.advisory}`),
    ...excepted
      .filter((entry) => !found.some((one) => isSame(one, entry)))
      .map((entry) => `exception that nothing needs: ${entry.package} ${entry.advisory}`),
  ]
  for (const problem of problems) console.error(problem)
  console.log(`${found.length} advisories, ${excepted.length} excepted, ${problems.length} problems`)
  return problems.length === 0 ? 0 : 1
}

try {
  process.exitCode = await judge(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof Unjudgeable)) throw error
  console.error(error.message)
  process.exitCode = 2
}
