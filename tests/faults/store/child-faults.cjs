// Loaded into the server ahead of its own code (`--require`): its parent moves its clock, fills its disk and ends it by message.
const { Client } = require('pg')
const Sqlite = require('better-sqlite3')

const RealDate = Date
const databases = new Set()
let aheadMs = 0
let diesAtIssue = false

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

// The moment after the commit that issues a coupon, before anybody is told.
const issues = (text) => text.startsWith('insert into "coupon" ')
const die = () => process.kill(process.pid, 'SIGKILL')
let isIssuing = false
const { prepare } = Sqlite.prototype
Sqlite.prototype.prepare = function (text) {
  const statement = prepare.call(this, text)
  if (!issues(text) && text !== 'commit') return statement
  const { run } = statement
  statement.run = function (...given) {
    const result = run.apply(this, given)
    if (text === 'commit' && isIssuing && diesAtIssue) die()
    isIssuing = text !== 'commit'
    return result
  }
  return statement
}
const { query } = Client.prototype
Client.prototype.query = function (text, ...given) {
  const result = query.call(this, text, ...given)
  if (typeof text !== 'string') return result
  const isEnd = text === 'commit' && this.isIssuing && diesAtIssue
  if (issues(text) || text === 'commit') this.isIssuing = text !== 'commit'
  return isEnd ? result.then(die) : result
}

process.on('message', (wanted) => {
  if (wanted.aheadMs !== undefined) aheadMs = wanted.aheadMs
  if (wanted.diesAtIssue !== undefined) diesAtIssue = wanted.diesAtIssue
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
