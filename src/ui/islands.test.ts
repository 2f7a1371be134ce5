import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { launchChromium } from '#test/browser.ts'
import { serveShowcase, type Showcase } from './showcase/serve.ts'

let showcase: Showcase
let browser: Browser
let page: Page
const complaints: string[] = []

beforeAll(async () => {
  showcase = await serveShowcase()
  browser = await launchChromium()
})
afterAll(async () => {
  await browser.close()
  await showcase.close()
})
beforeEach(async () => {
  showcase.posts.length = 0
  showcase.answerDraftsWith(200)
  showcase.answerAfter(0)
  complaints.length = 0
  page = await newPage({})
})
afterEach(async () => {
  await page.context().close()
  if (complaints.length > 0) throw new Error(complaints.join('\n'))
})

describe('a field to copy', () => {
  it('is copied by its button, which says so', async () => {
    await open('/styles')
    const button = page.locator('[data-island=copy] .copy-button')
    expect(await button.getAttribute('aria-label')).toBe('Copier')
    await button.click()
    expect(await button.getAttribute('aria-label')).toBe('C’est copié')
    expect(await page.textContent('[data-island=copy] [role=status]')).toBe('C’est copié')
    await page.focus('#field-locked')
    await page.click('textarea[name=note]')
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Control+v')
    expect(await page.inputValue('textarea[name=note]')).toBe('https://divan.test/calendrier/exemple.ics')
  })
})

describe('a dialog', () => {
  it('shows the form of another page, takes the focus and gives it back', async () => {
    await open('/styles/agenda')
    await page.click('a.button-primary')
    await page.waitForSelector('dialog.dialog[open]')
    expect(await page.textContent('dialog[open] .dialog-title')).toBe('Nouveau rendez-vous')
    expect(await focused()).toBe('in-dialog-field-patientId')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')
    await page.waitForSelector('dialog.dialog[open]', { state: 'detached' })
    expect(await page.evaluate('document.activeElement.textContent')).toContain('Nouveau rendez-vous')
  })

  it('posts its form, then lets the browser repeat it, as one submission', async () => {
    await open('/styles/agenda')
    await page.click('a.button-primary')
    await page.fill('dialog[open] .combobox input[type=text]', 'omar')
    await page.waitForSelector('.combobox-option >> text=Omar Sy')
    await page.keyboard.press('Enter')
    // What is typed may still be looked for; Enter waits for the answer.
    await expect.poll(() => page.inputValue('dialog[open] [name=patientId]')).toBe('id-Omar Sy')
    await page.click('dialog[open] button.button-primary')
    await page.waitForURL('**/styles/connexion?sent')
    expect(showcase.posts).toHaveLength(2)
    const [first, repeat] = showcase.posts
    expect(first?.fields).toMatchObject({ patientId: 'id-Omar Sy', patientIdText: 'Omar Sy' })
    expect(first?.fields['_csrf']).toBe('sample-token')
    expect(repeat?.fields).toEqual(first?.fields)
    expect(first?.fields['submissionId']).toMatch(/^[\da-f-]{36}$/)
  })

  it('closes by its own link back to the page below', async () => {
    await open('/styles')
    await page.click('text=Ouvrir >> nth=-1')
    await page.waitForSelector('#sample-dialog[open]')
    await page.click('#sample-dialog [data-dialog-close]')
    await page.waitForSelector('#sample-dialog', { state: 'hidden' })
    expect(page.url()).toBe(`${showcase.url}/styles?toast=none`)
  })

  it('is a plain link where the browser has none', async () => {
    await page.addInitScript('delete HTMLDialogElement.prototype.showModal')
    await open('/styles/agenda')
    await page.click('a.button-primary')
    await page.waitForURL('**/styles/formulaire')
    expect(await page.locator('dialog[open]').count()).toBe(0)
  })
})

describe('the combobox', () => {
  beforeEach(async () => {
    await open('/styles/formulaire')
    await page.fill('#field-patientId', 'dup')
    await page.waitForSelector('.combobox-option')
  })

  it('says what it shows', async () => {
    const input = page.locator('#field-patientId')
    expect(await input.getAttribute('aria-expanded')).toBe('true')
    expect(await input.getAttribute('aria-activedescendant')).toBe('field-patientId-list-0')
    await page.keyboard.press('ArrowDown')
    expect(await input.getAttribute('aria-activedescendant')).toBe('field-patientId-list-1')
    await page.keyboard.press('Enter')
    expect(await input.inputValue()).toBe('Camille Dupont')
    expect(await hiddenValue()).toBe('id-Camille Dupont')
    expect(await input.getAttribute('aria-expanded')).toBe('false')
  })

  it('takes a press on a suggestion', async () => {
    await page.click('.combobox-option >> nth=0')
    expect(await hiddenValue()).toBe('id-Marie Dupont')
  })

  it('forgets the choice as soon as the text changes', async () => {
    await page.keyboard.press('Enter')
    await page.type('#field-patientId', 'x')
    expect(await hiddenValue()).toBe('')
  })

  it('closes on Escape and keeps the text', async () => {
    await page.keyboard.press('Escape')
    expect(await page.isVisible('.combobox-list')).toBe(false)
    expect(await page.inputValue('#field-patientId')).toBe('dup')
  })

  function hiddenValue() {
    return page.inputValue('[data-combobox-value]')
  }
})

describe('the search', () => {
  it('opens with Ctrl K from anywhere and leads where one chooses', async () => {
    await open('/styles/connexion')
    await page.keyboard.press('Control+k')
    expect(await page.locator('dialog[open]').count()).toBe(0)
    await open('/styles/formulaire')
    await page.keyboard.press('Control+k')
    await page.waitForSelector('#search-palette[open]')
    await page.keyboard.type('omar')
    await expect.poll(() => page.locator('.palette-option').count()).toBe(1)
    await page.keyboard.press('Enter')
    await page.waitForURL('**/styles/agenda')
    expect(await page.title()).toBe('Agenda · Divan')
  })

  it('in a list follows what is typed, in the address too', async () => {
    await open('/styles/patients')
    expect(await page.locator('#found tbody tr').count()).toBe(5)
    await page.type('#field-q', 'dup')
    await expect.poll(() => page.locator('#found tbody tr').count()).toBe(2)
    expect(new URL(page.url()).search).toBe('?q=dup')
    expect(await focused()).toBe('field-q')
  })
})

describe('a draft', () => {
  it('is saved while it is written, with the version that the server gave', async () => {
    await openWithClock('/styles')
    await page.fill('#field-note', 'Une phrase.')
    await page.clock.runFor(4_500)
    await page.waitForSelector('text=Enregistré à 14 h 33')
    expect(drafts()).toHaveLength(1)
    expect(drafts()[0]?.fields).toMatchObject({ note: 'Une phrase.', version: '1' })
    await page.clock.runFor(9_000)
    expect(drafts()).toHaveLength(1)
    await page.fill('#field-note', 'Une autre.')
    await page.clock.runFor(4_500)
    await expect.poll(() => drafts().length).toBe(2)
    expect(drafts()[1]?.fields['version']).toBe('2')
  })

  it('stops at a conflict, says so and keeps what was typed', async () => {
    showcase.answerDraftsWith(409)
    await openWithClock('/styles')
    await page.fill('#field-note', 'Une phrase.')
    await page.clock.runFor(4_500)
    await page.waitForSelector('[data-autosave-state][data-state=conflict]')
    await page.fill('#field-note', 'Une phrase de plus.')
    await page.clock.runFor(9_000)
    expect(drafts()).toHaveLength(1)
    expect(await page.inputValue('#field-note')).toBe('Une phrase de plus.')
  })

  it('is tried again after a failure', async () => {
    showcase.answerDraftsWith(503)
    await openWithClock('/styles')
    await page.fill('#field-note', 'Une phrase.')
    await page.clock.runFor(4_500)
    await page.waitForSelector('[data-autosave-state][data-state=failed]')
    showcase.answerDraftsWith(200)
    await page.clock.runFor(4_500)
    await page.waitForSelector('[data-autosave-state][data-state=saved]')
    expect(drafts().map((draft) => draft.fields['note'])).toEqual(['Une phrase.', 'Une phrase.'])
  })

  it('is sent when the page goes away', async () => {
    await open('/styles')
    page.on('dialog', (dialog) => void dialog.accept())
    await page.fill('#field-note', 'Dernière phrase.')
    await page.goto(`${showcase.url}/styles/connexion`)
    await expect.poll(() => drafts().map((draft) => draft.fields['note'])).toContain('Dernière phrase.')
  })

  function drafts() {
    return showcase.posts.filter((post) => post.path === '/styles/brouillon')
  }
})

describe('a form', () => {
  it('is sent once however often one presses', async () => {
    await open('/styles/connexion')
    showcase.answerAfter(800)
    // Pressed by the page itself: the driver waits while a navigation is under way.
    await page.evaluate(`(() => {
      const button = document.querySelector('button.button-primary')
      button.click()
      setTimeout(() => button.click(), 200)
      setTimeout(() => {
        button.click()
        sessionStorage.setItem('busy', button.getAttribute('aria-busy'))
      }, 400)
    })()`)
    await page.waitForURL('**/styles/connexion?sent')
    expect(await page.evaluate(`sessionStorage.getItem('busy')`)).toBe('true')
    expect(showcase.posts).toHaveLength(1)
  })

  it('asks before changes are left behind', async () => {
    await open('/styles')
    let asked = 0
    page.on('dialog', (dialog) => {
      asked++
      void dialog.dismiss()
    })
    await page.goto(`${showcase.url}/styles/connexion`).catch(() => undefined)
    expect(asked).toBe(0)
    await open('/styles')
    await page.type('#field-lastName', 'x')
    await page.goto(`${showcase.url}/styles/connexion`).catch(() => undefined)
    expect(asked).toBe(1)
  })

  it('keeps its dangerous button off until the word is there', async () => {
    await open('/styles')
    const button = page.locator('button:has-text("Détruire la fiche")')
    expect(await button.isDisabled()).toBe(true)
    await page.fill('#field-confirmation', 'DÉTRUIRE')
    expect(await button.isDisabled()).toBe(false)
    await page.fill('#field-confirmation', 'détruire')
    expect(await button.isDisabled()).toBe(true)
  })

  it('shows what belongs to one answer only with it', async () => {
    await open('/styles')
    expect(await page.isVisible('#field-videoLink')).toBe(false)
    await page.click('text=Téléconsultation >> nth=0')
    expect(await page.isVisible('#field-videoLink')).toBe(true)
  })

  it('names the files that were chosen and shows a password on request', async () => {
    await open('/styles')
    await page.setInputFiles('#field-file', {
      name: 'patients.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('a'),
    })
    expect(await page.textContent('[data-file-names]')).toBe('patients.csv')
    await page.fill('#field-password', 'secret')
    await page.click('.password-toggle')
    expect(await page.getAttribute('#field-password', 'type')).toBe('text')
  })
})

describe('the toast', () => {
  it('leaves by itself, but not while one points at it', async () => {
    await openWithClock('/styles/agenda', '')
    await page.hover('.toast')
    await page.clock.runFor(60_000)
    expect(await page.isVisible('.toast')).toBe(true)
    await page.mouse.move(300, 300)
    await page.clock.runFor(14_000)
    expect(await page.isVisible('.toast')).toBe(true)
    await page.clock.runFor(2_000)
    expect(await page.isVisible('.toast')).toBe(false)
  })

  it('undoes by its form', async () => {
    await open('/styles/agenda', '')
    await page.click('.toast-undo')
    await page.waitForURL('**/styles/connexion?sent')
    expect(showcase.posts.map((post) => post.path)).toEqual(['/styles'])
  })
})

describe('the theme', () => {
  it('changes at once and is told to the server', async () => {
    await open('/styles/formulaire')
    await page.click('.sidebar .theme-to-dark')
    expect(await page.getAttribute('html', 'data-theme')).toBe('dark')
    expect(await page.isVisible('.sidebar .theme-to-light')).toBe(true)
    await expect
      .poll(() => showcase.posts)
      .toMatchObject([{ path: '/apparence', fields: { theme: 'dark', returnTo: '/styles/formulaire' } }])
  })
})

describe('the agenda', () => {
  it('opens a new appointment at the time one points at', async () => {
    await open('/styles/agenda')
    const asked = page.waitForRequest((request) => request.url().includes('startsAt='))
    // The free quarter between 10 h 15 and 10 h 30 of Wednesday.
    const event = await page.locator('[data-date="2025-11-19"] .agenda-event >> nth=1').boundingBox()
    if (!event) throw new Error('no event')
    await page.mouse.click(event.x + 40, event.y + event.height + 6)
    expect(new URL((await asked).url()).searchParams.get('startsAt')).toBe('2025-11-19T10:15')
    await page.waitForSelector('dialog.dialog[open]')
  })
})

describe('a menu', () => {
  it('closes on Escape and on a press elsewhere', async () => {
    await open('/styles/formulaire')
    await page.click('.user-menu summary')
    expect(await page.isVisible('text=Se déconnecter')).toBe(true)
    await page.keyboard.press('Escape')
    expect(await page.isVisible('text=Se déconnecter')).toBe(false)
    await page.click('.user-menu summary')
    await page.click('h1')
    expect(await page.isVisible('text=Se déconnecter')).toBe(false)
  })
})

describe('without scripts', () => {
  it('navigates, undoes and opens menus', async () => {
    await page.context().close()
    page = await newPage({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } })
    await open('/styles/agenda', '')
    await page.click('.tab-more summary')
    expect(await page.isVisible('.tab-sheet >> text=Paramètres')).toBe(true)
    await page.click('.tab-more summary')
    await page.click('.toast-undo')
    await page.waitForURL('**/styles/connexion?sent')
    expect(showcase.posts.map((post) => post.path)).toEqual(['/styles'])
  })
})

async function newPage(options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 900 },
    locale: 'fr-FR',
    ...options,
  })
  const made = await context.newPage()
  made.on('pageerror', (error) => complaints.push(error.message))
  return made
}

async function open(path: string, query = '?toast=none') {
  await page.goto(`${showcase.url}${path}${query}`)
}

async function openWithClock(path: string, query = '?toast=none') {
  await page.clock.install()
  await open(path, query)
}

function focused(): Promise<string> {
  return page.evaluate<string>('document.activeElement.id')
}
