import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { PASSWORD, type World } from '#test/world.ts'
import type { Hand } from './hand.ts'

/** The morning of the day that is worked: ten past nine in Paris, on a Monday. */
export const MORNING = '2026-11-23T08:10:00Z'

// Three people, one of them twice, and one born on a day that never was.
const PATIENTS = [
  'Nom;Prénom;Date de naissance;Téléphone;E-mail',
  'Béranger;Zoé;03/04/1988;06 39 98 11 01;zoe.beranger@exemple.test',
  "O'Neil;Ângela-Zoë;12/09/1975;06 39 98 11 02;",
  'Le Goff;Naïm;13/11/1971;;naim@exemple.test',
  'Béranger;Zoé;03/04/1988;06 39 98 11 01;zoe.beranger@exemple.test',
  'Perdu;Jean;31/02/1980;;',
].join('\r\n')

/** A whole working day, from the login to the paid invoice, the same in every browser. */
export async function workTheDay(hand: Hand, world: World): Promise<void> {
  world.setNow(MORNING)
  await logIn(hand)
  await describePractice(hand)
  await importPatients(hand)
  await bookTheDay(hand)
  await findOnePatient(hand)
  await holdAndWrite(hand, 'Zoé Béranger')
  await cancelLate(hand, "Ângela-Zoë O'Neil")
  await markMissed(hand, 'Naïm Le Goff')
  await invoiceAndCash(hand, 'Zoé Béranger')
  await readHistory(hand, 'Béranger Zoé')
}

export async function logIn(hand: Hand): Promise<void> {
  await hand.open('/aujourdhui')
  await hand.type('Identifiant', 'alice@divan.test')
  await hand.type('Mot de passe', PASSWORD)
  await hand.press('Se connecter')
  expect(await hand.path()).toBe('/aujourdhui')
}

/** What an invoice must name of its practice. */
export async function describePractice(hand: Hand): Promise<void> {
  await hand.open('/parametres/cabinet')
  await hand.type('Rue', '12 rue des Tilleuls')
  await hand.type('Code postal', '69003')
  await hand.type('Ville', 'Lyon')
  await hand.type('SIRET', '73282932000074')
  await hand.press('Enregistrer')
  await hand.sees('C’est enregistré.')
}

async function importPatients(hand: Hand): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'divan-journey-'))
  const file = join(folder, 'patients.csv')
  await writeFile(file, PATIENTS)
  await hand.open('/patients')
  await hand.follow('Importer un fichier')
  await hand.attach('Fichier', file)
  await hand.press('Lire le fichier')
  await hand.sees(
    '5 lignes lues',
    'À créer 3',
    'En double 1',
    'Refusées 1',
    'ce jour n’existe pas au calendrier',
  )
  await hand.press('Créer 3 fiches')
  await hand.sees('3 fiches créées')
  await hand.follow('Voir les patients')
  await hand.sees('Béranger Zoé', "O'Neil Ângela-Zoë", 'Le Goff Naïm')
  await rm(folder, { recursive: true })
}

/** Ten o'clock for one, refused to the next, who takes the nearest free time; eleven thirty for the last. */
async function bookTheDay(hand: Hand): Promise<void> {
  await hand.open('/agenda?vue=jour')
  await hand.follow('10 h')
  await fillAppointment(hand, 'beranger', 'Béranger')
  await hand.press('Enregistrer')
  await hand.sees('Béranger')

  await hand.open('/rendez-vous/nouveau?date=2026-11-23&time=10:00')
  await fillAppointment(hand, 'oneil', 'Neil')
  await hand.press('Enregistrer')
  await hand.sees('est déjà pris', 'Créneaux libres les plus proches')
  await hand.press('lundi 23 novembre à 10 h 45')
  await hand.open('/agenda?vue=jour')
  await hand.sees('Béranger', 'Neil')

  await hand.open('/rendez-vous/nouveau?date=2026-11-23&time=11:30')
  await fillAppointment(hand, 'le goff', 'Le Goff')
  await hand.press('Enregistrer')
  await hand.sees('Le Goff')
}

export async function fillAppointment(hand: Hand, typed: string, name: string): Promise<void> {
  await hand.typeAndTake('Patient', typed, name)
  await hand.pick('Suivi')
}

async function findOnePatient(hand: Hand): Promise<void> {
  await hand.open('/patients?q=angela')
  await hand.sees("O'Neil Ângela-Zoë")
  expect(await hand.read()).not.toContain('Le Goff')
}

export const NOTE = 'Dort mieux.\nA repris le piano.'

async function holdAndWrite(hand: Hand, name: string): Promise<void> {
  await hold(hand, name)
  await hand.type('Vos notes sur cette séance', NOTE)
  await hand.press('Enregistrer')
  await hand.sees('Note enregistrée.')
  await hand.open(await hand.path())
  expect(await hand.valueOf('Vos notes sur cette séance')).toBe(NOTE)
}

/** From the day to the page where one writes. */
export async function hold(hand: Hand, name: string): Promise<void> {
  await hand.open('/aujourdhui')
  await hand.press('Séance tenue', { in: name })
  await hand.sees(`Séance tenue : ${name}`)
  await hand.follow('Noter', { in: `Séance tenue : ${name}` })
}

export async function cancelLate(
  hand: Hand,
  name: string,
  // One of a series asks which are meant before it is confirmed.
  confirm = 'Annuler ce rendez-vous',
): Promise<void> {
  await hand.open('/agenda?vue=liste')
  await hand.follow(name)
  await hand.follow('Annuler')
  await hand.sees('l’annulation par le patient sera notée comme tardive')
  await hand.pick('Le patient')
  await hand.press(confirm)
  await hand.sees('Annulation tardive')
}

export async function markMissed(hand: Hand, name: string): Promise<void> {
  await hand.open('/aujourdhui')
  await hand.press('Lapin', { in: name })
  await hand.sees('lapin noté')
}

/** One press issues the invoice; then the cheque is taken and the invoice says so. */
export async function invoiceAndCash(hand: Hand, name: string): Promise<void> {
  await hand.open('/aujourdhui')
  await hand.press('Facturer', { in: name })
  await hand.sees('Facture 2026-0001', 'Reste dû 60,00 €')
  const pdf = await hand.download(await hand.hrefOf('Ouvrir le PDF'))
  expect(pdf.status).toBe(200)
  expect((await pdf.text()).slice(0, 5)).toBe('%PDF-')
  await hand.follow('Encaisser')
  await hand.type('Numéro', '0001234')
  await hand.type('Banque', 'Banque postale')
  await hand.press('Enregistrer le règlement')
  await hand.sees('la facture 2026-0001 est soldée')
  await hand.follow('Facture 2026-0001')
  await hand.sees('Réglée', 'Acquittée le 23 novembre 2026')
}

export async function readHistory(hand: Hand, listed: string): Promise<void> {
  await hand.open(`/patients?q=${encodeURIComponent(listed)}`)
  await hand.follow(listed)
  await hand.follow('Séances et notes')
  await hand.sees('Tenue', 'A repris le piano.')
}
