import { connect, type Socket } from 'node:net'

export interface Answer {
  status: number
  bytes: number
}

const headEnd = Buffer.from('\r\n\r\n')

/** One kept-alive HTTP/1.1 connection that asks one thing at a time: light enough to leave the machine to the server. */
export class Connection {
  readonly #host: string
  readonly #socket: Socket
  #received: Buffer[] = []
  #settle: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | null = null

  constructor(port: number) {
    this.#host = `127.0.0.1:${port}`
    this.#socket = connect({ port, host: '127.0.0.1', noDelay: true })
    this.#socket.on('data', (chunk) => this.#take(chunk))
    this.#socket.on('error', (error) => this.#fail(error))
    this.#socket.on('close', () => this.#fail(new Error('the server closed the connection')))
  }

  get(path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const lines = Object.entries({ host: this.#host, ...headers }).map(([name, value]) => `${name}: ${value}`)
    return new Promise((resolve, reject) => {
      this.#settle = { resolve, reject }
      this.#socket.write(`GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
    })
  }

  close(): void {
    this.#settle = null
    this.#socket.destroy()
  }

  #fail(error: Error): void {
    this.#settle?.reject(error)
    this.#settle = null
  }

  #take(chunk: Buffer): void {
    this.#received.push(chunk)
    const all = this.#received.length === 1 ? chunk : Buffer.concat(this.#received)
    this.#received = [all]
    const end = all.indexOf(headEnd)
    if (end < 0) return
    const head = all.toString('latin1', 0, end)
    const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1]
    if (length === undefined) return this.#fail(new Error('an answer without content-length'))
    const bytes = end + headEnd.length + Number(length)
    if (all.length < bytes) return
    this.#received = all.length > bytes ? [all.subarray(bytes)] : []
    const settle = this.#settle
    this.#settle = null
    settle?.resolve({ status: Number(head.slice(9, 12)), bytes })
  }
}
