import { type ChildProcess, spawn } from 'node:child_process'
import { createReadStream, createWriteStream } from 'node:fs'
import { access, chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createBrotliDecompress } from 'node:zlib'

/**
 * The real Chromium 65 of March 2018, which ships inside an npm package, driven over the raw DevTools protocol:
 * today's drivers no longer speak to it.
 */
export interface OldBrowser {
  version: string
  goto(url: string): Promise<void>
  /** Runs an expression in the page; promises are awaited, the value must be JSON. */
  evaluate<T>(expression: string): Promise<T>
  /** Waits until an expression is true. */
  until(expression: string): Promise<void>
  /** Fills a field as typing would: value, input and change events. */
  fill(selector: string, value: string): Promise<void>
  /** Clicks and waits for the page that follows. */
  clickThrough(selector: string): Promise<void>
  /** Presses at the first point, moves through the others and lets go at the last. */
  drag(points: readonly { x: number; y: number }[]): Promise<void>
  /** A key with `Alt` held. */
  pressWithAlt(key: string): Promise<void>
  setCookie(url: string, name: string, value: string): Promise<void>
  /** The cookies it would send there, as a header. */
  cookieHeader(url: string): Promise<string>
  /** Puts a file of this machine into a file field. */
  attachFile(selector: string, file: string): Promise<void>
  /** Pages' own scripts no longer run from the next page on; `evaluate` still does. */
  switchScriptsOff(): Promise<void>
  setViewport(width: number, height: number): Promise<void>
  screenshot(path: string): Promise<void>
  /** Uncaught exceptions and refused resources since the start. */
  complaints: string[]
  close(): Promise<void>
}

const STEP_MS = 15_000

export async function launchChromium65(): Promise<OldBrowser> {
  const profile = await mkdtemp(join(tmpdir(), 'divan-chromium65-'))
  const child = spawn(
    await unpackedBinary(),
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--single-process',
      '--no-zygote',
      '--hide-scrollbars',
      `--user-data-dir=${profile}`,
      '--remote-debugging-port=0',
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const endpoint = await endpointOf(child)
  const { Browser } = (await (await fetch(`http://${endpoint}/json/version`)).json()) as { Browser: string }
  const page = await firstPage(endpoint)
  const wire = await connect(page.webSocketDebuggerUrl)
  await Promise.all([
    wire.send('Page.enable'),
    wire.send('Runtime.enable'),
    wire.send('Network.enable'),
    wire.send('Log.enable'),
    wire.send('Network.setExtraHTTPHeaders', { headers: { 'Accept-Language': 'fr-FR' } }),
  ])

  const evaluate = async <T>(expression: string): Promise<T> => {
    const answer = (await wire.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    })) as {
      result: { value?: unknown }
      exceptionDetails?: { exception?: { description?: string }; text: string }
    }
    if (answer.exceptionDetails)
      throw new Error(answer.exceptionDetails.exception?.description ?? answer.exceptionDetails.text)
    return answer.result.value as T
  }
  const navigation = async (start: () => Promise<unknown>): Promise<void> => {
    const loaded = wire.once('Page.loadEventFired')
    await start()
    await loaded
  }
  return {
    version: Browser,
    evaluate,
    goto: (url) => navigation(() => wire.send('Page.navigate', { url })),
    async until(expression) {
      const deadline = performance.now() + STEP_MS
      while (!(await evaluate<boolean>(`Boolean(${expression})`))) {
        if (performance.now() > deadline) throw new Error(`never became true: ${expression}`)
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
    },
    async fill(selector, value) {
      const found = await evaluate<boolean>(`(() => {
        const field = document.querySelector(${JSON.stringify(selector)});
        if (!field) return false;
        field.focus(); field.value = ${JSON.stringify(value)};
        field.dispatchEvent(new Event('input', { bubbles: true })); field.dispatchEvent(new Event('change', { bubbles: true }));
        return true })()`)
      if (!found) throw new Error(`no field ${selector}`)
    },
    clickThrough: (selector) =>
      navigation(async () => {
        const found = await evaluate<boolean>(
          `(() => { const at = document.querySelector(${JSON.stringify(selector)}); if (at) at.click(); return Boolean(at) })()`,
        )
        if (!found) throw new Error(`nothing to click at ${selector}`)
      }),
    async drag(points) {
      const send = (type: string, point?: { x: number; y: number }) =>
        wire.send('Input.dispatchMouseEvent', { type, ...point, button: 'left', buttons: 1, clickCount: 1 })
      await send('mousePressed', points[0])
      for (const point of points) await send('mouseMoved', point)
      await send('mouseReleased', points.at(-1))
    },
    async pressWithAlt(key) {
      const alt = { key: 'Alt', code: 'AltLeft' }
      await wire.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', modifiers: 1, ...alt })
      await wire.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', modifiers: 1, key, code: key })
      await wire.send('Input.dispatchKeyEvent', { type: 'keyUp', modifiers: 1, key, code: key })
      await wire.send('Input.dispatchKeyEvent', { type: 'keyUp', ...alt })
    },
    async setCookie(url, name, value) {
      await wire.send('Network.setCookie', { url, name, value, httpOnly: true })
    },
    async cookieHeader(url) {
      const { cookies } = (await wire.send('Network.getCookies', { urls: [url] })) as {
        cookies: { name: string; value: string }[]
      }
      return cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    },
    async attachFile(selector, file) {
      const { root } = (await wire.send('DOM.getDocument')) as { root: { nodeId: number } }
      const { nodeId } = (await wire.send('DOM.querySelector', { nodeId: root.nodeId, selector })) as {
        nodeId: number
      }
      await wire.send('DOM.setFileInputFiles', { nodeId, files: [file] })
    },
    switchScriptsOff: async () =>
      void (await wire.send('Emulation.setScriptExecutionDisabled', { value: true })),
    async setViewport(width, height) {
      await wire.send('Emulation.setDeviceMetricsOverride', {
        width,
        height,
        deviceScaleFactor: 1,
        mobile: width < 760,
      })
    },
    async screenshot(path) {
      const { data } = (await wire.send('Page.captureScreenshot', { format: 'png' })) as { data: string }
      await writeFile(path, Buffer.from(data, 'base64'))
    },
    complaints: wire.complaints,
    async close() {
      wire.close()
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGKILL')
      await ended
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** The package holds the binary compressed: it is unpacked once, beside it. */
async function unpackedBinary(): Promise<string> {
  const folder = dirname(createRequire(import.meta.url).resolve('chrome-aws-lambda/package.json'))
  const binary = join(folder, '..', '.cache', 'chromium-65', 'chromium')
  if (
    await access(binary).then(
      () => true,
      () => false,
    )
  )
    return binary
  await mkdir(dirname(binary), { recursive: true })
  const draft = `${binary}.${process.pid}`
  await pipeline(
    createReadStream(join(folder, 'bin', 'chromium.br')),
    createBrotliDecompress(),
    createWriteStream(draft),
  )
  await chmod(draft, 0o755)
  await rename(draft, binary)
  return binary
}

async function endpointOf(child: ChildProcess): Promise<string> {
  let said = ''
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`Chromium 65 does not start: ${said}`)), STEP_MS)
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const found = /DevTools listening on ws:\/\/([^/]+)\//.exec(said)?.[1]
      if (!found) return
      clearTimeout(timer)
      resolve(found)
    })
    child.once('exit', (code) => reject(new Error(`Chromium 65 ended at once (${code}): ${said}`)))
  })
}

/** It answers before its first page is there. */
async function firstPage(endpoint: string): Promise<{ webSocketDebuggerUrl: string }> {
  const deadline = performance.now() + STEP_MS
  for (;;) {
    const pages = (await (await fetch(`http://${endpoint}/json/list`)).json()) as {
      type: string
      webSocketDebuggerUrl: string
    }[]
    const page = pages.find((target) => target.type === 'page')
    if (page) return page
    if (performance.now() > deadline) throw new Error('Chromium 65 opened no page')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

interface Wire {
  send(method: string, params?: object): Promise<unknown>
  once(event: string): Promise<void>
  complaints: string[]
  close(): void
}

interface Message {
  id?: number
  method?: string
  result?: unknown
  error?: { message: string }
  params?: {
    exceptionDetails?: { text: string; exception?: { description?: string } }
    entry?: { level: string; text: string; url?: string }
  }
}

async function connect(url: string): Promise<Wire> {
  const socket = new WebSocket(url)
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve)
    socket.addEventListener('error', reject)
  })
  let last = 0
  const waiting = new Map<number, { resolve(value: unknown): void; reject(error: Error): void }>()
  const listeners = new Map<string, (() => void)[]>()
  const complaints: string[] = []
  socket.addEventListener('message', (event) => {
    const message = JSON.parse(String(event.data)) as Message
    if (message.id !== undefined) {
      const call = waiting.get(message.id)
      waiting.delete(message.id)
      if (message.error) call?.reject(new Error(message.error.message))
      else call?.resolve(message.result)
      return
    }
    const thrown = message.method === 'Runtime.exceptionThrown' ? message.params?.exceptionDetails : undefined
    if (thrown) complaints.push(thrown.exception?.description ?? thrown.text)
    const entry = message.method === 'Log.entryAdded' ? message.params?.entry : undefined
    if (entry?.level === 'error') complaints.push(`${entry.text} ${entry.url ?? ''}`)
    for (const listener of listeners.get(message.method ?? '')?.splice(0) ?? []) listener()
  })
  return {
    complaints,
    send: (method, params = {}) =>
      new Promise((resolve, reject) => {
        const id = ++last
        waiting.set(id, { resolve, reject })
        socket.send(JSON.stringify({ id, method, params }))
      }),
    once: (event) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`${event} never came`)), STEP_MS)
        listeners.set(event, [...(listeners.get(event) ?? []), () => (clearTimeout(timer), resolve())])
      }),
    close: () => socket.close(),
  }
}
