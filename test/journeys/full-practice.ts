import { readFile } from 'node:fs/promises'
import { livePractice } from '#src/demo/practice-life.ts'
import type { World } from '#test/world.ts'

/** A practice in the middle of a Monday, with one of everything a page can be about, and where each page is. */
export interface FullPractice {
  /** The address of every route, by its path as declared. */
  addressOf(path: string): string
  /** The same pages with other things on them. */
  variants: readonly string[]
}

/** Lives some weeks through the practice's own actions, then adds by its addresses what those weeks did not bring. */
export async function fillPractice(world: World, weeks = 5): Promise<FullPractice> {
  const { alice } = world
  world.setNow('2026-11-23T07:50:00Z')
  await alice.get('/aujourdhui')
  world.setNow('2026-11-23T11:10:00Z')
  await livePractice(world.platform, alice, { seed: 5, weeks, fullAt: 9, usualSessions: 12 })
  const made = async (path: string, body: object): Promise<string> => {
    const answer = await alice.postJson(path, body)
    const { id } = answer.body as { id?: string }
    if (answer.status >= 300 || !id)
      throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return id
  }
  const child = await made('/patients', { lastName: 'Petit', firstName: 'Tom', birthDate: '2015-05-01' })
  const couple = await made('/patients', { kind: 'couple', lastName: 'Petit-Morel' })
  const found = await findOneOfEach(world)
  await made(`/patients/${couple}/membres`, { memberId: found.patient })
  const guardian = await made(`/patients/${child}/responsables`, {
    kind: 'parent',
    lastName: "O'Neil",
    firstName: 'Ângela-Zoë',
    phone: '06 39 98 11 22',
    mayBeContacted: true,
  })
  const payer = await made(`/patients/${child}/payeurs`, { kind: 'person', name: 'Sa mère', isDefault: true })
  const draft = await made('/factures', {
    patientId: child,
    lines: [{ label: 'Bilan', quantity: 1, unitPriceCents: 24_000, vatMode: 'EXEMPT_CARE' }],
  })
  const timeOff = await made('/absences', { kind: 'holiday', startDate: '2026-12-21', endDate: '2027-01-03' })
  const availability = await made(`/patients/${child}/disponibilites`, {
    weekday: 3,
    from: '14:00',
    to: '18:00',
  })
  const period = await made('/horaires/periodes', {
    name: 'Février',
    firstDate: '2027-02-13',
    lastDate: '2027-02-28',
    hours: [{ weekday: 2, from: '09:00', to: '12:00' }],
  })
  const exception = await made('/horaires/exceptions', {
    date: '2026-12-24',
    hours: [{ from: '09:00', to: '12:00' }],
  })
  const feed = await made('/parametres/calendrier', { name: 'Téléphone', titles: 'initials' })
  const illness = await made('/absences', { kind: 'illness', startDate: '2026-11-23', endDate: '2027-03-31' })
  const told = await cancelSome(world, illness)
  await made('/patients', { lastName: 'Petit', firstName: 'Tom', birthDate: '2015-05-01' })
  const patientImport = await upload(world, '/patients/import', 'patients-excel-ansi.csv')
  const agendaImport = await upload(world, '/agenda/import', 'agenda-google.ics')
  await alice.post('/parametres/securite/second-facteur', {})

  const addresses: Readonly<Record<string, string>> = {
    '/reinitialisation/:token': '/reinitialisation/un-lien-trop-ancien',
    '/patients/import/:id': patientImport,
    '/agenda/import/:id': agendaImport,
    '/patients/:id/fusion': `/patients/${child}/fusion?avec=${found.patient}`,
    '/patients/:id/responsables/:guardianId': `/patients/${child}/responsables/${guardian}`,
    '/patients/:id/payeurs/:payerId': `/patients/${child}/payeurs/${payer}`,
    '/factures/nouvelle': `/factures/nouvelle?patientId=${found.patient}`,
    '/reglements/nouveau': `/reglements/nouveau?invoiceId=${found.openInvoice}`,
    '/recherche': '/recherche?q=a',
    '/patients/:id/disponibilites/:availabilityId': `/patients/${child}/disponibilites/${availability}`,
    '/horaires/periodes/:id': `/horaires/periodes/${period}`,
    '/horaires/exceptions/:id': `/horaires/exceptions/${exception}`,
    '/parametres/calendrier/:id/revocation': `/parametres/calendrier/${feed}/revocation`,
    '/absences/:id': `/absences/${timeOff}`,
    // It falls upon whoever is booked.
    '/absences/:id/rendez-vous': `/absences/${illness}/rendez-vous`,
    '/seances/:id/versions/:n': `/seances/${found.session}/versions/1`,
  }
  // Where several routes hang below one thing, the beginning of their path says which.
  const things: readonly (readonly [string, string])[] = [
    ['/patients/:id', `/patients/${found.patient}`],
    ['/rendez-vous/:id', `/rendez-vous/${found.appointment}`],
    ['/types-de-rendez-vous/:id', `/types-de-rendez-vous/${found.type}`],
    ['/lieux/:id', `/lieux/${found.place}`],
    ['/seances/:id', `/seances/${found.session}`],
    ['/factures/:id', `/factures/${found.openInvoice}`],
    ['/reglements/:id', `/reglements/${found.payment}`],
  ]
  return {
    addressOf(path) {
      const known = addresses[path]
      if (known) return known
      const thing = things.find(([start]) => path.startsWith(start))
      const address = thing ? path.replace(thing[0], thing[1]) : path
      if (/[:{]/.test(address))
        throw new Error(`${path}: say in full-practice.ts which thing this page shows`)
      return address
    },
    variants: [
      '/agenda?vue=jour',
      '/agenda?vue=liste',
      '/agenda?vue=mois',
      '/rendez-vous?q=a&reglement=du',
      `/absences/${illness}`,
      `/absences/${illness}/rendez-vous?changement=${told}`,
      '/patients?q=personne',
      `/patients/${child}`,
      `/patients/${couple}`,
      `/factures/${draft}`,
      '/factures?vue=brouillons',
      '/factures?vue=emises',
      '/factures?vue=avoirs',
      '/factures/nouvelle',
      '/reglements/nouveau',
      '/seances?q=calme',
      '/absences?passees=1',
      `/aujourdhui?tenue=${found.session}`,
    ],
  }
}

async function findOneOfEach({ alice }: World) {
  return alice.work(async ({ tx }) => {
    const { id: session, patientId: patient } = await tx
      .selectFrom('session')
      .select(['id', 'patientId'])
      .where('noteVersion', '>', 0)
      .orderBy('startsAt', 'desc')
      .executeTakeFirstOrThrow()
    const one = async (table: 'appointmentType' | 'place' | 'payment'): Promise<string> =>
      (await tx.selectFrom(table).select('id').executeTakeFirstOrThrow()).id
    const appointment = await tx
      .selectFrom('appointment')
      .select('id')
      .where('status', '=', 'confirmed')
      .orderBy('startsAt', 'desc')
      .executeTakeFirstOrThrow()
    const invoice = await tx
      .selectFrom('invoice')
      .select('id')
      .where('status', '=', 'issued')
      .where('dueCents', '>', 0)
      .executeTakeFirstOrThrow()
    return {
      session,
      patient,
      appointment: appointment.id,
      openInvoice: invoice.id,
      type: await one('appointmentType'),
      place: await one('place'),
      payment: await one('payment'),
    }
  })
}

/** Cancels a few of those whom the absence touches; answers the change, whose people are to be told. */
async function cancelSome({ alice }: World, timeOff: string): Promise<string> {
  const path = `/absences/${timeOff}/rendez-vous`
  const affected = await alice.get(path, { accept: 'application/json' })
  const { items } = (await affected.json()) as { items: { id: string; version: number }[] }
  const decisions = items
    .slice(0, 3)
    .map(({ id, version }) => ({ action: 'cancel', appointmentId: id, version }))
  const answer = await alice.postJson(path, { decisions })
  const { changeId } = answer.body as { changeId?: string }
  if (!changeId) throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
  return changeId
}

/** The address of the review of a file of a real practice. */
async function upload({ alice, app }: World, path: string, name: string): Promise<string> {
  const bytes = await readFile(new URL(`../fixtures/${name}`, import.meta.url))
  const form = new FormData()
  form.set('_csrf', alice.csrf)
  form.set('file', new File([new Uint8Array(bytes)], name))
  const headers = { cookie: alice.cookie, accept: 'text/html' }
  const answer = await app.hono.request(path, { method: 'POST', body: form, headers })
  const location = answer.headers.get('location')
  if (answer.status !== 303 || !location) throw new Error(`${path}: ${answer.status}`)
  return location
}
