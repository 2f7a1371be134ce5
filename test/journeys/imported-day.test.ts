import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { launchChromium } from '#test/browser.ts'
import { type Served, serveWorld } from '#test/served.ts'
import { type World, createWorld } from '#test/world.ts'
import type { Hand } from './hand.ts'
import { answerOverlaps, readProposals, reviewCalendar, reviewPatients } from './imports.ts'
import { gatherComplaints, handOn } from './new-browser.ts'
import {
  MORNING,
  NOTE,
  cancelLate,
  describePractice,
  fillAppointment,
  hold,
  invoiceAndCash,
  logIn,
  markMissed,
  readHistory,
} from './working-day.ts'

let world: World
let served: Served
let browser: Browser
let page: Page
let hand: Hand
let complaints: string[]
let refusals: string[]
beforeAll(async () => {
  world = await createWorld()
  served = await serveWorld(world)
  browser = await launchChromium()
  const context = await browser.newContext({ locale: 'fr-FR', viewport: { width: 1366, height: 768 } })
  page = await context.newPage()
  ;({ complaints, refusals } = gatherComplaints(page))
  hand = handOn(page, served.url, { scripts: true })
})
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') console.error(`${await hand.path()}: ${await hand.read()}`)
})
afterAll(async () => {
  await browser.close()
  await served.close()
  await world.close()
})

// One evening and one day of a practice that moves in: each step stands on the one before.

test('one logs in, and says who one is', async () => {
  await logIn(hand)
  await describePractice(hand)
  expect(complaints).toEqual([])
})

test('the first list of patients comes in', async () => {
  await reviewPatients(hand, 'patients-excel-utf8.csv')
  await hand.sees(
    '188 lignes lues',
    'À créer 182',
    'Déjà connues 0',
    'En double 2',
    'Refusées 4',
    'Lignes vides ignorées',
  )
  await hand.press('Créer 182 fiches')
  await hand.sees('182 fiches créées')
  expect(complaints).toEqual([])
})

test('the second list holds nobody new', async () => {
  await reviewPatients(hand, 'patients-excel-ansi.csv')
  await hand.sees('79 lignes lues', 'À créer 0', 'Déjà connues 75', 'En double 2', 'Refusées 2')
  await hand.sees('Il n’y a rien de nouveau dans ce fichier.')
  await reviewPatients(hand, 'patients-excel-utf8.csv')
  await hand.sees('188 lignes lues', 'À créer 0', 'Déjà connues 182')
  await hand.open('/patients')
  await hand.sees('182 fiches en suivi')
  expect(complaints).toEqual([])
})

test('the calendar asks once about each name, with an answer proposed', { timeout: 60_000 }, async () => {
  await reviewCalendar(hand, 'agenda-google.ics')
  await hand.sees('3640 événements dans le fichier', 'dont 20 annulés')
  expect(await readProposals(page, 'Lequel de vos patients ?')).toEqual({
    'Minh Mercier': 'Minh Mercier · 28/11/2016 · 06 39 98 90 82',
    'Théo Sœur': 'Théo Sœur · 25/09/2012 · 06 39 98 49 77',
    'Loïc Chevalier': 'Loïc Chevalier · 22/11/2010 · 01 99 00 65 70',
    'Margaux Lefebvre': 'Margaux Lefebvre · 17/11/2018 · margaux.lefebvre44@exemple.test',
    'Zoé Girard': 'Zoé Girard · 16/06/1986 · 06 39 98 51 74',
    'Petit Sarah': 'Sarah Petit · 06 39 98 76 13',
    'Alice Durand': 'Alice Durand · 24/06/1955 · 06 39 98 40 78',
    'Sarah Nguyễn': 'Sarah Nguyễn · 02/02/1981 · 01 99 00 63 37',
  })
  expect(await readProposals(page, 'Personnes sans fiche')).toEqual({
    'Anaïs François': 'Nouveau patient : François, Anaïs',
    'Lemaître Loïc': 'Nouveau patient : Lemaître, Loïc',
  })
  const others = await readProposals(page, 'Ce qui n’est pas un patient')
  expect(Object.keys(others)).toHaveLength(7)
  expect(new Set(Object.values(others))).toEqual(new Set(['Absence']))
  await hand.sees('Patients reconnus 56')
  expect(complaints).toEqual([])
})

test('the calendar comes in, its overlaps to come decided one by one', { timeout: 60_000 }, async () => {
  expect(await answerOverlaps(hand, page)).toBe(5)
  // 2,825, 790 and 25 are the 3,640 again: none is dropped without a word.
  await hand.sees('Rendez-vous 2825 2458 passés, 367 à venir', 'Absences 790', 'Laissés de côté 25')
  await hand.press('Importer')
  await hand.sees('Rendez-vous 2825 dont 374 en historique chevauchant', 'Absences 790', 'Refusés 0')
  await hand.sees('Patients créés 2')
  await hand.open('/patients?q=anais%20francois')
  await hand.sees('François Anaïs')
  await hand.open('/patients')
  await hand.sees('184 fiches en suivi')
  expect(complaints).toEqual([])
})

test('the calendar again holds nothing new, and says so with a way back', async () => {
  await reviewCalendar(hand, 'agenda-google.ics')
  await hand.sees('Rendez-vous 0 0 passés, 0 à venir', 'Absences 0', 'Déjà là 3615', 'Rien de nouveau')
  expect(await page.locator('main').getByRole('combobox').count()).toBe(0)
  await hand.follow('Revoir 5 rendez-vous laissés de côté')
  await hand.press('Importer')
  await hand.sees('Rien n’a changé : tout était déjà là.')
  await hand.follow('Voir l’agenda')
  expect(await hand.path()).toMatch(/^\/agenda/)
  expect(complaints).toEqual([])
})

test('who comes at ten comes at ten on both sides of a clock change', async () => {
  const weeks = [
    { date: '2026-10-19', shown: 'Léna Müller 10 h – 10 h 45', startsAt: '2026-10-19T10:00:00+02:00' },
    { date: '2026-10-26', shown: 'Léna Müller 10 h – 10 h 45', startsAt: '2026-10-26T10:00:00+01:00' },
    { date: '2027-03-22', shown: 'Léa Lemaître 16 h 30 – 17 h 15', startsAt: '2027-03-22T16:30:00+01:00' },
    { date: '2027-03-29', shown: 'Léa Lemaître 16 h 30 – 17 h 15', startsAt: '2027-03-29T16:30:00+02:00' },
  ]
  for (const { date, shown, startsAt } of weeks) {
    await hand.open(`/agenda?vue=semaine&date=${date}`)
    await hand.sees(shown)
    const { body } = await world.alice.json(`/rendez-vous?du=${date}&au=${date}`)
    const { items } = body as { items: { startsAt: string }[] }
    expect(items.map((item) => item.startsAt)).toContain(startsAt)
  }
  expect(complaints).toEqual([])
})

test('the morning shows who comes', async () => {
  world.setNow(MORNING)
  await logIn(hand)
  await hand.sees(
    'Lundi 23 novembre',
    '6 rendez-vous, une séance est en cours',
    'Naïm Le Goff',
    'Arthur Le Goff',
  )
  await hand.follow('Agenda', { in: 'Qui vient' })
  await hand.sees('6 séances', 'Léna Müller 10 h – 10 h 45', 'Déjeuner 12 h 30 – 13 h 30')
  expect(complaints).toEqual([])
})

test('a patient is found from the keyboard, and in the list, without accents', async () => {
  await page.keyboard.press('Control+k')
  await page.locator('#search-palette input').fill('lena muller')
  await page.locator('#search-palette [role=option]').filter({ hasText: 'Léna Müller' }).first().waitFor()
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')])
  await hand.sees('Léna Müller', 'Prochain rendez-vous')
  await hand.open('/patients')
  await hand.type('Rechercher un patient', 'soeur lena')
  await hand.press('Rechercher')
  await hand.sees('Sœur Léna')
  expect(await hand.read()).not.toContain('Müller Léna')
  expect(complaints).toEqual([])
})

test('a free time is taken by one, and not by a second', async () => {
  await hand.open('/agenda?vue=jour')
  await hand.follow('11 h')
  await fillAppointment(hand, 'emma roux', 'Roux Emma')
  await hand.press('Enregistrer')
  await hand.open('/rendez-vous/nouveau?date=2026-11-23&time=11:15')
  await fillAppointment(hand, 'jade guerin', 'Guérin Jade')
  await hand.press('Enregistrer')
  await hand.sees('est déjà pris', 'Créneaux libres les plus proches')
  await hand.press('lundi 23 novembre à 11 h 45')
  await hand.open('/agenda?vue=jour')
  await hand.sees('8 séances', 'Emma Roux 11 h – 11 h 45', 'Jade Guérin 11 h 45 – 12 h 30')
  expect(complaints).toEqual([])
})

test('a session is held, and what is written is kept by itself', async () => {
  await hold(hand, 'Naïm Le Goff')
  const note = page.getByLabel('Vos notes sur cette séance')
  await note.pressSequentially(NOTE)
  await page.getByText('Brouillon gardé à').waitFor({ timeout: 15_000 })
  // Leaving makes a version of it, sent while the next page is already asked for.
  const comeBack = async (): Promise<string> => {
    await page.reload()
    return note.inputValue()
  }
  await expect.poll(comeBack, { timeout: 15_000 }).toBe(NOTE)
  expect(complaints).toEqual([])
})

test('one cancels too late, one does not come', async () => {
  await cancelLate(hand, 'Léna Müller', 'Confirmer l’annulation')
  await markMissed(hand, 'Naïm Durand')
  expect(complaints).toEqual([])
})

test('the session is invoiced in one press and paid by cheque', async () => {
  await invoiceAndCash(hand, 'Naïm Le Goff')
  await readHistory(hand, 'Le Goff Naïm')
  expect(refusals.splice(0)).toEqual(['409 /rendez-vous'])
  expect(complaints).toEqual([])
})
