import { mkdtemp, readFile, readdir, rm, stat } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { S3Settings } from '#src/platform/files/s3.ts'

interface Exchange {
  method: string
  path: string
  query: Readonly<Record<string, string | undefined>>
  status: number
  type: string
  body: unknown
}

interface S3Server {
  middleware: ((exchange: Exchange, next: () => Promise<void>) => Promise<void>)[]
  run(): Promise<{ port: number }>
  close(): Promise<void>
}

const S3rver = createRequire(import.meta.url)('s3rver') as new (options: object) => S3Server

export interface S3Peer {
  settings: S3Settings
  /** Keys of whole files. */
  keys(): Promise<string[]>
  /** Uploads in parts that were begun and neither completed nor aborted. */
  uploads(): Promise<string[]>
  close(): Promise<void>
}

const BUCKET = 'files'
const OWN = /\._S3rver_/

/**
 * A real peer: s3rver speaks the S3 protocol over loopback. It knows neither how to abort nor how to list uploads in
 * parts; both are added here, over the folder in which it keeps them.
 */
export async function startS3(): Promise<S3Peer> {
  const directory = await mkdtemp(join(tmpdir(), 'divan-s3-'))
  const server = new S3rver({
    port: 0,
    address: '127.0.0.1',
    silent: true,
    directory,
    configureBuckets: [{ name: BUCKET }],
  })
  const uploadsFolder = join(directory, BUCKET, '._S3rver_uploads')
  const uploads = (): Promise<string[]> => readdir(uploadsFolder).catch(() => [])
  server.middleware.unshift(async (exchange, next) => {
    const { uploadId } = exchange.query
    if (exchange.method === 'DELETE' && uploadId !== undefined) {
      await rm(join(uploadsFolder, uploadId), { recursive: true })
      exchange.status = 204
    } else if (exchange.method === 'GET' && 'uploads' in exchange.query) {
      const listed = await Promise.all((await uploads()).map((id) => describeUpload(uploadsFolder, id)))
      exchange.type = 'application/xml'
      exchange.body = `<ListMultipartUploadsResult><IsTruncated>false</IsTruncated>${listed.join('')}</ListMultipartUploadsResult>`
    } else await next()
  })
  const { port } = await server.run()
  return {
    settings: {
      bucket: BUCKET,
      region: 'eu-west-3',
      endpoint: `http://127.0.0.1:${port}`,
      accessKeyId: 'S3RVER',
      secretAccessKey: 'S3RVER',
    },
    async keys() {
      const names = await readdir(join(directory, BUCKET), { recursive: true })
      return names
        .filter((name) => name.endsWith('._S3rver_object'))
        .map((name) => name.replace(OWN, '').replace(/object$/, ''))
    },
    uploads,
    async close() {
      await server.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

async function describeUpload(folder: string, id: string): Promise<string> {
  const { birthtime } = await stat(join(folder, id))
  const key = await readFile(join(folder, id, 'key'), 'utf8')
  return `<Upload><Key>${key}</Key><UploadId>${id}</UploadId><Initiated>${birthtime.toISOString()}</Initiated></Upload>`
}
