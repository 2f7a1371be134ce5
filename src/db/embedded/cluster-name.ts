import { createHash } from 'node:crypto'

/** A short name for what belongs to one cluster (absolute path), wherever the path is too long. */
export function clusterName(cluster: string): string {
  return `divan-${createHash('sha256').update(cluster).digest('hex').slice(0, 12)}`
}
