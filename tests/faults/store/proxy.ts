import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface Proxy {
  port: number
  /** Drops every connection, whatever runs on it; answers how many there were. */
  cut: () => number
  /** From now on nothing goes through, old connections and new ones, and none of them is closed. */
  freeze: () => void
  /** New connections work again; what hung in old ones is lost. */
  thaw: () => void
  close: () => Promise<void>
}

/** A TCP proxy in front of a port of this machine. */
export async function startProxy(targetPort: number): Promise<Proxy> {
  const pairs = new Set<[Socket, Socket]>()
  let isFrozen = false
  const drop = (pair: [Socket, Socket]) => {
    pairs.delete(pair)
    for (const socket of pair) socket.destroy()
  }
  const hang = (pair: [Socket, Socket]) => {
    for (const socket of pair) socket.unpipe().removeAllListeners('close').resume()
  }
  const server = createServer((near) => {
    const far = connect(targetPort, '127.0.0.1')
    const pair: [Socket, Socket] = [near, far]
    pairs.add(pair)
    for (const socket of pair) {
      socket.on('error', () => drop(pair))
      socket.on('close', () => drop(pair))
    }
    if (isFrozen) hang(pair)
    else {
      near.pipe(far)
      far.pipe(near)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const cut = () => {
    const open = [...pairs]
    for (const pair of open) drop(pair)
    return open.length
  }
  return {
    port: (server.address() as AddressInfo).port,
    cut,
    freeze() {
      isFrozen = true
      for (const pair of pairs) hang(pair)
    },
    thaw() {
      isFrozen = false
    },
    async close() {
      cut()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
