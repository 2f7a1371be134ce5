import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildClient, type ClientBuild } from './showcase/build-client.ts'

// What the oldest browsers of the contract (Chrome 65, Firefox 60) do not know.
const unknownCss = [
  /[;{]inset(-block|-inline)?:/,
  /[^-\w](min|max|clamp)\(/,
  /aspect-ratio/,
  /(margin|padding|border)-(inline|block)/,
  /:(is|where|has|focus-visible|focus-within\s*:is)\b/,
  /@(layer|container|property)\b/,
  /color-mix\(/,
  /[;{](row|column)-gap:/,
  /&[:.[ ]/,
]
const unknownJs = [
  /\bimport\(/,
  /import\.meta/,
  /AbortController/,
  /globalThis/,
  /fromEntries/,
  /\.(flat|flatMap|at|replaceAll|replaceChildren|requestSubmit|matchAll|toggleAttribute)\(/,
  /allSettled|structuredClone|queueMicrotask|ResizeObserver/,
  /\.submitter/,
  /catch\{/,
]

let client: ClientBuild
let css: string
let js: string

beforeAll(async () => {
  client = await buildClient()
  css = client.read(client.fileOf('src/styles/main.css')).toString()
  js = client.read(client.fileOf('src/browser/main.ts')).toString()
})
afterAll(() => client.remove())

describe('the built style sheet', () => {
  it.each(unknownCss)('has nothing like %s', (pattern) => {
    expect(pattern.exec(css)?.[0]).toBeUndefined()
  })

  it('gives every gap its old twin', () => {
    const rules = css.match(/\{[^{}]*[;{]gap:[^{}]*\}/g) ?? []
    expect(rules.length).toBeGreaterThan(3)
    for (const rule of rules) expect(rule).toMatch(/grid-gap:/)
  })

  it('places agenda entries over a whole day', () => {
    expect(css).toContain('.r0{--r:0}')
    expect(css).toContain('.r287{--r:287}')
    expect(css).toContain('.d288{--d:288}')
    expect(css).toMatch(/\.l6-5\{--l:\.8333;--w:\.1667\}/)
  })

  it('is dark whether the person or the device asks, on screens', () => {
    const asked = /@media screen\{:root\[data-theme="?dark"?\]\{([^}]*--paper:#131918[^}]*)\}/.exec(css)?.[1]
    const device =
      /@media screen and \(prefers-color-scheme:dark\)\{:root:not\(\[data-theme="?light"?\]\)\{([^}]*)\}/.exec(
        css,
      )
    expect(asked).toContain('--paper:#131918')
    expect(device?.[1]).toBe(asked)
  })

  it('keeps the plain value before the one that knows the phone’s safe area', () => {
    expect(css).toMatch(/bottom:76px;[^}]*bottom:calc\(72px \+ env\(safe-area-inset-bottom/)
  })
})

describe('the built script', () => {
  it.each(unknownJs)('has nothing like %s', (pattern) => {
    expect(pattern.exec(js)?.[0]).toBeUndefined()
  })

  it('passes es-check for ES2018', () => {
    expect(esCheck(join(client.folder, client.fileOf('src/browser/main.ts')))).toBe(0)
  })

  it('would not pass with a newer call in it', () => {
    const file = join(client.folder, 'newer.js')
    writeFileSync(file, 'export const flat = [[1]].flat()\n')
    expect(esCheck(file)).not.toBe(0)
  })
})

describe('the first visit', () => {
  it('weighs at most 50 KB beside its page and headers, brotli', () => {
    const compressed = [
      'src/styles/main.css',
      'src/browser/main.ts',
      'src/assets/icons.svg',
      'src/assets/favicon.svg',
    ]
    const fonts = ['src/assets/fonts/figtree.woff2', 'src/assets/fonts/fraunces.woff2']
    const bytes = [
      ...compressed.map((source) => client.read(`${client.fileOf(source)}.br`).length),
      ...fonts.map((source) => client.read(client.fileOf(source)).length),
    ]
    expect(bytes.reduce((sum, part) => sum + part, 0)).toBeLessThanOrEqual(50_000)
  })

  it('has a compressed twin of every text file', () => {
    for (const source of ['src/styles/main.css', 'src/browser/main.ts', 'src/assets/icons.svg']) {
      const file = client.fileOf(source)
      expect(client.read(`${file}.gz`).length).toBeLessThan(client.read(file).length / 2)
    }
  })
})

function esCheck(file: string): number | null {
  return spawnSync('node_modules/.bin/es-check', ['es2018', file, '--module', '--checkFeatures']).status
}
