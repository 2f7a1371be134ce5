/** So many requests of one sender in a while; as many may come at once, then one each time a part of it has passed. */
export interface Rate {
  count: number
  per: 'minute' | 'hour'
  /** Who is one sender: an address (an IPv6 subscriber's whole /64), or a link, whoever follows it. */
  key: 'address' | 'link'
}

export function perAddress(count: number, per: Rate['per']): Rate {
  return { count, per, key: 'address' }
}

export function perLink(count: number, per: Rate['per']): Rate {
  return { count, per, key: 'link' }
}
