import { describe, expect, it } from 'vitest'
import { iconNames } from './icon-names.ts'
import type { Lang, Theme } from './frame.ts'
import { showcasePages } from './showcase/pages.ts'
import { sampleFrame } from './showcase/sample-frame.ts'

const addresses = Object.keys(showcasePages) as (keyof typeof showcasePages)[]

describe.each(addresses)('%s', (address) => {
  const html = render(address, 'fr', 'auto')

  it('is a whole document', () => {
    expect(html).toMatch(/^<!doctype html><html lang="fr">/)
    expect(html).toMatch(/<\/html>$/)
    expect(html).toContain('<meta name="viewport"')
  })

  it('has nothing that the security policy refuses', () => {
    expect(html).not.toMatch(/<[^>]+\sstyle=/)
    expect(html).not.toMatch(/<style/)
    expect(html).not.toMatch(/<[^>]+\son[a-z]+=/)
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/)
    expect(html).not.toMatch(/javascript:/)
  })

  it('gives an id once and points at ids that are there', () => {
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const pointers = html.matchAll(/\s(?:for|aria-labelledby|aria-describedby|aria-controls)="([^"]+)"/g)
    const wanted = [...pointers].flatMap(([, value = '']) => value.split(' '))
    expect(wanted.filter((id) => !ids.includes(id))).toEqual([])
  })

  it('shows icons of the sprite only', () => {
    const used = [...html.matchAll(/icons\.svg#([\w-]+)"/g)].map(([, name]) => name)
    expect(used.filter((name) => !(iconNames as readonly string[]).includes(name ?? ''))).toEqual([])
  })

  it('carries the theme that was chosen, and none when the device decides', () => {
    expect(html).not.toContain('data-theme')
    expect(render(address, 'fr', 'dark')).toContain('<html lang="fr" data-theme="dark">')
  })

  it('says its own words in English too', () => {
    expect(render(address, 'en', 'light')).toContain('<html lang="en"')
  })
})

describe('a practice page', () => {
  it('starts with a link to its content', () => {
    const html = render('/styles', 'fr', 'auto')
    const first = /<body[^>]*><a class="skip-link" href="#(\w+)"/.exec(html)?.[1]
    expect(html).toContain(`<main class="content content-normal" id="${first}"`)
  })

  it('shows what was just done with the form that undoes it', () => {
    const html = render('/styles/agenda', 'fr', 'auto')
    expect(html).toMatch(/class="toast"[\s\S]*Adam Moreau[\s\S]*action="\/styles"[\s\S]*Annuler/)
  })
})

function render(address: keyof typeof showcasePages, lang: Lang, theme: Theme): string {
  return String(showcasePages[address]({ frame: { ...sampleFrame, lang, theme, path: address } }))
}
