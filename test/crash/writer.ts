// Writes without pause through several connections and prints each id whose commit was
// acknowledged: node writer.ts <module of the target> <data directory> <run> [connections]
import { setTimeout as delay } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import type { WriteTarget } from './write-target.ts'

const [module, dataDir, run, connections = '4'] = process.argv.slice(2)
if (!module || !dataDir || !run)
  throw new TypeError('usage: writer.ts <module> <data directory> <run> [connections]')

const { openTarget } = (await import(pathToFileURL(module).href)) as {
  openTarget(dataDir: string, connections: number): Promise<WriteTarget>
}
const target = await openTarget(dataDir, Number(connections))
const closing = new AbortController()
process.stdin.on('end', () => closing.abort()).resume()
process.stdout.write('ready\n')
await Promise.all(
  Array.from({ length: Number(connections) }, (_, writer) => writeForever(`${run}-${writer}`)),
)
await target.close()

async function writeForever(writer: string) {
  for (let n = 0; !closing.signal.aborted; n++) {
    try {
      await target.write(`${writer}-${n}`, writer)
      process.stdout.write(`ack ${writer}-${n}\n`)
    } catch {
      // Not acknowledged, so nothing is claimed; the next id is tried once the database may be back.
      await delay(20)
    }
  }
}
