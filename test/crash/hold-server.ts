// Starts the embedded server on the given data directory and holds it, so that a test can kill
// the process that owns a server: node hold-server.ts <data directory>
import { startEmbeddedServer } from '#src/db/embedded/server.ts'

const dataDir = process.argv[2]
if (!dataDir) throw new TypeError('usage: hold-server.ts <data directory>')

process.on('SIGINT', () => {})
const server = await startEmbeddedServer({ dataDir, fsync: false })
process.stdout.write(`ready ${server.pid}\n`)
process.stdin.on('end', () => void server.stop()).resume()
