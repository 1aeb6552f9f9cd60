import { describe, expect, it } from 'vitest'
import { isLocalRequest } from '../../../src/server/telemetry/local-request.ts'

interface Given {
  ip?: string
  socket?: string
  headers?: Record<string, string>
}

const isLocal = ({ ip = '127.0.0.1', socket = ip, headers = {} }: Given) =>
  isLocalRequest({
    ip,
    headers: { host: 'localhost:3000', ...headers },
    socket: { remoteAddress: socket },
  } as never)

describe('a request from this machine', () => {
  it.each<Given>([
    {},
    { ip: '127.8.9.1' },
    { ip: '::1' },
    { ip: '::ffff:127.0.0.1' },
    { headers: { host: '127.0.0.1:3000' } },
    { headers: { host: '[::1]:3000' } },
    { headers: { host: 'localhost' } },
  ])('is %j', (given) => {
    expect(isLocal(given)).toBe(true)
  })

  it.each<Given>([
    { ip: '10.0.0.1' },
    { ip: '1.127.0.0' },
    { ip: '::2' },
    { ip: '::ffff:10.0.0.1' },
    // Behind a trusted proxy on this machine the address is the client's, and the socket's is not the client's.
    { ip: '203.0.113.9', socket: '127.0.0.1' },
    { ip: '127.0.0.1', socket: '10.0.0.1' },
    { headers: { 'x-forwarded-for': '127.0.0.1' } },
    { headers: { forwarded: 'for=127.0.0.1' } },
    { headers: { 'x-real-ip': '127.0.0.1' } },
    { headers: { 'x-forwarded-host': 'localhost' } },
    { headers: { via: '1.1 proxy' } },
    { headers: { host: 'zhike.example' } },
    { headers: { host: 'localhost.example' } },
    { headers: { host: '' } },
  ])('is not %j', (given) => {
    expect(isLocal(given)).toBe(false)
  })
})
