import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')
const light = readTokens(/:root \{([^}]*)\}/)
const dark = readTokens(/@dark-tokens \{([^}]*)\}/)

/** Text token, and the backgrounds it is written on. WCAG 2.2 AA asks for 4.5. */
const textOn: [text: string, backgrounds: string[]][] = [
  ['ink', ['paper', 'surface', 'sunk']],
  ['ink-2', ['paper', 'surface', 'sunk']],
  ['ink-3', ['paper', 'surface', 'sunk']],
  ['brand', ['paper', 'surface', 'brand-soft']],
  ['brand-ink', ['brand-soft', 'paper', 'surface']],
  ['on-brand', ['brand-fill', 'brand-hover']],
  ['accent', ['paper', 'surface']],
  ['accent-ink', ['accent-soft', 'surface']],
  ['on-accent', ['accent-fill']],
  ['danger', ['surface', 'paper', 'danger-soft']],
  ['danger-ink', ['danger-soft']],
  ['on-danger', ['danger-fill', 'danger-hover']],
  ['warning-ink', ['warning-soft']],
  ['info-ink', ['info-soft']],
  ['sage-ink', ['sage']],
  ['ocean-ink', ['ocean']],
  ['plum-ink', ['plum']],
  ['ochre-ink', ['ochre']],
  ['rose-ink', ['rose']],
  ['hatch-ink', ['hatch', 'hatch-line']],
  ['toast-ink', ['toast']],
  ['toast-link', ['toast']],
]

/** Edges that say where a control is, and marks that carry meaning: 3 is enough. */
const markOn: [mark: string, backgrounds: string[]][] = [
  ['control', ['surface', 'paper']],
  ['chart-bar', ['surface', 'paper']],
  ['brand', ['surface', 'paper', 'sunk', 'brand-soft']],
  ['accent', ['sage', 'ocean', 'plum', 'ochre', 'rose']],
  ['sage-bar', ['sage', 'surface']],
  ['ocean-bar', ['ocean', 'surface']],
  ['plum-bar', ['plum', 'surface']],
  ['ochre-bar', ['surface']],
  ['rose-bar', ['rose', 'surface']],
]

describe.each([
  ['light', light],
  ['dark', { ...light, ...dark }],
])('%s tokens', (_name, tokens) => {
  it.each(pairs(textOn))('%s on %s can be read', (text, background) => {
    expect(contrast(colour(tokens, text), colour(tokens, background))).toBeGreaterThanOrEqual(4.5)
  })

  it.each(pairs(markOn))('%s on %s can be seen', (mark, background) => {
    expect(contrast(colour(tokens, mark), colour(tokens, background))).toBeGreaterThanOrEqual(3)
  })
})

describe('contrast', () => {
  it('is 21 between black and white and 1 between equals', () => {
    expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
    expect(contrast('#2c6a5f', '#2c6a5f')).toBe(1)
  })
})

function pairs(list: [string, string[]][]): [string, string][] {
  return list.flatMap(([front, backs]) => backs.map((back): [string, string] => [front, back]))
}

function readTokens(block: RegExp): Record<string, string> {
  const body = block.exec(css)?.[1]
  if (!body) throw new Error(`tokens.css has no block like ${block}`)
  const found = [...body.matchAll(/--([\w-]+):\s*([^;]+);/g)]
  return Object.fromEntries(found.map(([, name = '', value = '']) => [name, value.trim()]))
}

function colour(tokens: Record<string, string>, name: string): string {
  const value = tokens[name]
  if (!value || !/^#[0-9a-f]{6}$/.test(value)) throw new Error(`--${name} is not a plain colour: ${value}`)
  return value
}

/** WCAG 2.2, "contrast ratio": (L1 + 0.05) / (L2 + 0.05) of relative luminances. */
function contrast(a: string, b: string): number {
  const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
