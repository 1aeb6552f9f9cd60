import { Ordinals } from './rows/ordinals.ts'
import { orderOf } from './rows/order-rows.ts'
import type { Row } from './rows/row-builder.ts'
import type { Entry } from './store-batch.ts'

/** As many items as an order may have, and one more that tells there are too many. */
const mostLines = 501

const idOf = ({ built }: Entry): unknown => (built.row === null ? built.orderId : built.row['orderId'])

/**
 * Joins lines of items to orders, as they follow each other. An order of which one line is bad is refused whole; one whose
 * lines stand apart would lose the items that came before, so the later lines are refused.
 */
export class LineJoiner {
  #lines: Entry[] = []
  #last: Entry | null = null
  #seen = new Ordinals()

  /** The order that ended before this line; null while it goes on. */
  add(line: Entry): Entry | null {
    const id = idOf(line)
    const [first] = this.#lines
    const goesOn = first !== undefined && id !== undefined && id === idOf(first)
    const ended = goesOn ? null : this.end()
    if (this.#lines.length < mostLines) this.#lines.push(line)
    this.#last = line
    return ended
  }

  /** The order that is open at the end of the file. */
  end(): Entry | null {
    const lines = this.#lines
    const [first] = lines
    const last = this.#last
    if (!first || !last) return null
    this.#lines = []
    this.#last = null
    const id = idOf(first)
    const joined = { line: first.line, next: last.next, text: lines.map(({ text }) => text).join('\r\n') }
    const bad = lines.find(({ built }) => built.row === null)
    if (bad?.built.row === null) return { ...joined, line: bad.line, built: bad.built }
    if (typeof id === 'string' && this.#seen.next(id) > 1) {
      const problem = `orderId: lines of the order ${id} stand apart; sort the file by order`
      return { ...joined, built: { row: null, problem } }
    }
    const rows = lines.flatMap(({ built }): Row[] => (built.row === null ? [] : [built.row]))
    return { ...joined, built: { row: orderOf(rows), problem: null } }
  }
}
