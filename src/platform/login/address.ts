import { isIPv6 } from 'node:net'
import type { AppContext } from '../http/app-env.ts'

/**
 * Where a request comes from: the socket's other end, or, behind a trusted proxy, the last hop of
 * X-Forwarded-For, which is the only one that the proxy itself wrote. '' where it is not known.
 */
export function clientAddress(c: AppContext): string {
  if (c.var.platform.config.trustProxy) {
    const hops = (c.req.header('x-forwarded-for') ?? '').split(',')
    const last = hops.at(-1)?.trim()
    if (last) return plainAddress(last)
  }
  const env = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined
  return plainAddress(env?.incoming?.socket?.remoteAddress ?? '')
}

/** The party behind an address, for counting: an IPv6 subscriber owns a whole /64. */
export function addressKey(address: string): string {
  if (!isIPv6(address)) return address
  const [head = '', tail] = address.toLowerCase().split('::')
  const groups = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const missing = tail === undefined ? 0 : Math.max(0, 8 - groups.length - after.length)
  const whole = [...groups, ...Array.from({ length: missing }, () => '0'), ...after]
  return `${whole
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`
}

function plainAddress(text: string): string {
  // Sockets that listen on both families show IPv4 as ::ffff:192.0.2.1; a zone (%eth0) is local to the machine.
  return text
    .replace(/^::ffff:(?=\d+\.)/i, '')
    .replace(/%.*$/, '')
    .slice(0, 64)
}
