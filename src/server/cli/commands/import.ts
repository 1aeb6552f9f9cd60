import path from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { Argument, type Command } from 'commander'
import type { ServerContext } from '../../context.ts'
import { createAttribution } from '../../attribution/service.ts'
import { createIdentity } from '../../identity/service.ts'
import { ImportFailed, MappingInvalid } from '../../import/import-failed.ts'
import { type ImportKind, importKinds } from '../../../contract/imports.ts'
import type { Mapping } from '../../import/mapping/mapping.ts'
import { readMapping } from '../../import/mapping/read-mapping.ts'
import { readyMappings } from '../../import/mapping/ready-mappings.ts'
import { pooledRandom } from '../../import/pooled-random.ts'
import { progressLine } from '../../import/progress-line.ts'
import { createImports, type FileProgress, type ImportReport } from '../../import/service.ts'
import { createCustomerFacts } from '../../ingest/customer-facts.ts'
import { refreshSummaries } from '../../orders/purchase-summaries.ts'
import { createServices } from '../../services.ts'
import { withContext } from '../open.ts'
import { CommandFailed, print } from '../terminal.ts'

interface ImportOptions {
  map?: string
  rejects?: string
}

/** Rows live for one batch only: collecting them sooner than a server would saves a quarter of the memory and costs next to nothing. */
const smallHeap = '--heap-growing-percent=100'

const redrawMs = 100
const clearLine = '\r\u001b[2K'

function importsOf(given: ServerContext) {
  const context = { ...given, randomBytes: pooledRandom(given.randomBytes) }
  const { orders, events, products } = createServices(context)
  const customers = createCustomerFacts({
    identity: createIdentity(context, { refreshSummaries, attribution: createAttribution() }),
  })
  return createImports(context, {
    orders: orders.store,
    events: events.store,
    customers: customers.store,
    products: products.store,
  })
}

/** What the server starts in the background for a file that a member uploaded. */
async function importUpload(uploadId: string): Promise<void> {
  setFlagsFromString(smallHeap)
  const stop = new AbortController()
  const onSignal = () => stop.abort()
  process.once('SIGINT', onSignal)
  process.once('SIGTERM', onSignal)
  // The server that started it is gone when this closes; the next one goes on from here.
  process.once('disconnect', onSignal)
  await withContext(async (given) => {
    const context = { ...given, randomBytes: pooledRandom(given.randomBytes) }
    await createServices(context).uploads.run({ uploadId, signal: stop.signal })
  })
  if (process.connected) process.disconnect()
}

/** Draws on a terminal, at most ten times a second; says nothing into a pipe or a file. */
function progressBar(now: () => number): { draw: (progress: FileProgress) => void; clear: () => void } {
  if (!process.stdout.isTTY) return { draw: () => undefined, clear: () => undefined }
  const startedAt = now()
  let drawnAt = 0
  return {
    draw(progress) {
      const at = now()
      if (at - drawnAt < redrawMs) return
      drawnAt = at
      const line = progressLine(progress, at - startedAt)
      process.stdout.write(clearLine + line.slice(0, process.stdout.columns - 1))
    },
    clear: () => process.stdout.write(clearLine),
  }
}

function say(kind: ImportKind, { outcome, run, resumedAtLine, rows, elapsedMs }: ImportReport): void {
  const counts = `${run.accepted} accepted, ${run.duplicates} duplicates, ${run.rejected} rejected`
  if (run.rejectsFile !== null) print(`Rejected rows with line and reason: ${run.rejectsFile}`)
  if (outcome === 'known') {
    const when = new Date(run.finishedAt ?? 0).toISOString()
    print(`${kind}: already imported on ${when}; ${counts}. Nothing was done.`)
    return
  }
  const seconds = (elapsedMs / 1000).toFixed(1)
  const speed = Math.round((rows / Math.max(1, elapsedMs)) * 1000)
  const resumed = resumedAtLine === null ? '' : ` (went on at line ${resumedAtLine})`
  const summary = `${kind}: ${counts}${resumed}; ${rows} rows in ${seconds} s, ${speed} a second.`
  if (outcome === 'finished') return print(summary)
  throw new CommandFailed(`${summary}\nStopped before line ${run.line}; the same command goes on from there.`)
}

async function mappingOf(kind: ImportKind, nameOrPath: string | undefined): Promise<Mapping | null> {
  try {
    return nameOrPath === undefined ? null : await readMapping(kind, nameOrPath)
  } catch (error) {
    if (error instanceof MappingInvalid) throw new CommandFailed(`--map: ${error.message}`, 2)
    throw error
  }
}

async function importFile(kind: ImportKind, file: string, options: ImportOptions): Promise<void> {
  setFlagsFromString(smallHeap)
  const mapping = await mappingOf(kind, options.map)
  const rejectsFile = options.rejects ?? `${file}.rejects.csv`
  if (path.resolve(rejectsFile) === path.resolve(file)) {
    throw new CommandFailed('--rejects: is the file to import itself; give another path', 2)
  }
  const stop = new AbortController()
  const onSignal = () => stop.abort()
  process.once('SIGINT', onSignal)
  process.once('SIGTERM', onSignal)
  try {
    await withContext(async (context) => {
      const bar = progressBar(context.now)
      const request = { kind, file, mapping, rejectsFile, signal: stop.signal, onProgress: bar.draw }
      const report = await importsOf(context).run(request).finally(bar.clear)
      say(kind, report)
    })
  } catch (error) {
    if (error instanceof MappingInvalid || error instanceof ImportFailed) {
      throw new CommandFailed(`${file}: ${error.message}`)
    }
    throw error
  } finally {
    process.off('SIGINT', onSignal)
    process.off('SIGTERM', onSignal)
  }
}

/** `import orders|events|customers|products FILE`: a shop's history from a file of any size. */
export function addImportCommand(program: Command): void {
  program
    .command('import')
    .description(
      'read a file of any size into the store (CSV, TSV, white-space-separated or NDJSON); goes on where it was stopped',
    )
    .addArgument(new Argument('<kind>', 'what its rows are').choices(importKinds))
    .argument('<file>', 'UTF-8 or GBK; without --map its header or keys are the fields of the ingest API')
    .option(
      '--map <mapping>',
      `a JSON file that maps its columns, or one of ${Object.keys(readyMappings).join(', ')}`,
    )
    .option('--rejects <path>', 'where rejected rows go; default: FILE.rejects.csv')
    .action(importFile)
  program.command('import-upload', { hidden: true }).argument('<id>').action(importUpload)
}
