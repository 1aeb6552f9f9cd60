// Loaded into the server ahead of its own code (`--require`): its parent moves its clock and fills its disk by message.
const Sqlite = require('better-sqlite3')

const RealDate = Date
const databases = new Set()
let aheadMs = 0

const now = () => RealDate.now() + aheadMs
globalThis.Date = new Proxy(RealDate, {
  construct: (target, given) => (given.length === 0 ? new target(now()) : new target(...given)),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
})

// The first thing that is done with an open database.
const { pragma } = Sqlite.prototype
Sqlite.prototype.pragma = function (...given) {
  databases.add(this)
  return pragma.apply(this, given)
}

process.on('message', (wanted) => {
  if (wanted.aheadMs !== undefined) aheadMs = wanted.aheadMs
  for (const database of databases) {
    if (!database.open) continue
    if (wanted.morePages === null) database.pragma('max_page_count = 4294967294')
    else if (wanted.morePages !== undefined) {
      const pages = database.pragma('page_count', { simple: true })
      database.pragma(`max_page_count = ${pages + wanted.morePages}`)
    }
  }
  process.send?.('done')
})
process.channel?.unref()
