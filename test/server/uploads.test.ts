import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type BuiltServer, type ServerProcess, buildServer, runServer } from './built-server.ts'
import { type Client, takeFirstSteps } from './client.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let built: BuiltServer
let server: ServerProcess
let client: Client
const folder = mkdtempSync(join(tmpdir(), 'divan-uploads-'))
beforeAll(async () => {
  built = await buildServer()
  server = runServer(built.main, { DIVAN_DATA_DIR: join(folder, 'data') })
  client = await takeFirstSteps(await server.url, server.code())
})
afterAll(async () => {
  await server.stop()
  built.remove()
  rmSync(folder, { recursive: true, force: true })
})

const MEGABYTE = 1_048_576
const MULTIPART = 'multipart/form-data; boundary=----divan'

interface Sending {
  path: string
  megabytes: number
  type: string
  headers?: Record<string, string>
  /** Without a length, in chunks. */
  chunked?: boolean
}

/** Sends until it is answered or everything has left; answers what came back and how much was taken. */
function send({ path, megabytes, type, headers = {}, chunked = false }: Sending) {
  return new Promise<{ status: number; text: string; sent: number }>((resolve, reject) => {
    const { hostname, port } = new URL(client.url)
    const outgoing = request({
      hostname,
      port,
      path,
      method: 'POST',
      headers: {
        cookie: client.cookie,
        'content-type': type,
        ...(chunked ? { 'transfer-encoding': 'chunked' } : { 'content-length': megabytes * MEGABYTE }),
        ...headers,
      },
    })
    let sent = 0
    let isAnswered = false
    outgoing.on('response', (answer) => {
      isAnswered = true
      let text = ''
      answer.setEncoding('utf8').on('data', (part: string) => (text += part))
      answer.on('end', () => {
        outgoing.destroy()
        resolve({ status: answer.statusCode ?? 0, text, sent })
      })
    })
    outgoing.on('error', (error) => (isAnswered ? undefined : reject(error)))
    const part = Buffer.alloc(MEGABYTE, 'a')
    const next = (): void => {
      if (isAnswered || outgoing.destroyed) return
      if (sent >= megabytes) return void outgoing.end()
      sent++
      outgoing.write(part, () => setImmediate(next))
    }
    next()
  })
}

const residentMegabytes = (): number => {
  const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1]
  return Number(peak) / 1024
}

test.each([
  ['with its length', false],
  ['in chunks, without a length', true],
])('50 MB sent %s are refused in a sentence', async (_name, chunked) => {
  for (const [path, type] of [
    ['/patients/import', MULTIPART],
    ['/agenda/import', MULTIPART],
    ['/patients', 'application/json'],
    ['/patients', 'application/x-www-form-urlencoded'],
    ['/connexion', 'application/x-www-form-urlencoded'],
  ] as const) {
    const page = await send({ path, type, megabytes: 50, chunked, headers: { accept: 'text/html' } })
    expect([page.status, page.text], path).toEqual([
      413,
      expect.stringContaining('L’envoi est trop volumineux.'),
    ])
    const json = await send({ path, type, megabytes: 50, chunked, headers: { accept: 'application/json' } })
    expect([json.status, JSON.parse(json.text)], path).toMatchObject([
      413,
      { title: 'L’envoi est trop volumineux.' },
    ])
  }
})

test.each([
  ['with its length', false],
  ['in chunks, without a length', true],
])('600 MB sent %s never lie in memory', async (_name, chunked) => {
  const before = residentMegabytes()
  const answer = await send({
    path: '/patients/import',
    type: MULTIPART,
    megabytes: 600,
    chunked,
    headers: { accept: 'application/json' },
  })
  expect(answer.status).toBe(413)
  // An announced length is refused unread. Of chunks 12 MB are let in, a few times over until they are collected;
  // a body that is kept would be 600.
  expect(residentMegabytes() - before).toBeLessThan(chunked ? 200 : 40)
})

test('a browser is led back to the form it came from', async () => {
  const headers = { accept: 'text/html', referer: `${client.url}/patients/import` }
  const answer = await send({ path: '/patients/import', type: MULTIPART, megabytes: 50, headers })
  expect(answer.status).toBe(303)
  const form = await client.page('/patients/import?erreur=taille')
  expect(form.html).toMatch(/trop (volumineux|lourd|grand|gros)/)
})

test('another request is answered while a large one arrives, and the server goes on', async () => {
  const large = send({
    path: '/patients/import',
    type: MULTIPART,
    megabytes: 50,
    chunked: true,
    headers: { accept: 'text/html' },
  })
  const started = performance.now()
  expect((await client.page('/patients')).status).toBe(200)
  expect(performance.now() - started).toBeLessThan(3_000)
  expect((await large).status).toBe(413)
  expect((await client.get('/healthz')).status).toBe(200)
})
