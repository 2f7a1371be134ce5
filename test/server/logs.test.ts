import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { findRunningServer } from '#src/db/embedded/running-server.ts'
import { type BuiltServer, type ServerProcess, buildServer, runServer } from './built-server.ts'
import { type Client, IDENTIFIER, PASSWORD, create, takeFirstSteps } from './client.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let built: BuiltServer
let server: ServerProcess
let client: Client
const folder = mkdtempSync(join(tmpdir(), 'divan-logs-'))
beforeAll(async () => {
  built = await buildServer()
  server = runServer(built.main, { DIVAN_DATA_DIR: join(folder, 'data') })
  client = await takeFirstSteps(await server.url, server.code(), { displayName: 'Claire Zibeline' })
})
afterAll(async () => {
  await server.stop()
  built.remove()
  rmSync(folder, { recursive: true, force: true })
})

/** Strings that stand nowhere but in what people typed. */
const SECRETS = {
  name: 'Zarathoustra',
  search: 'recherchezara',
  mail: 'zara.secrete@exemple-prive.fr',
  phone: '0698765432',
  international: '+33698765432',
  note: 'renard-bleu-du-reve',
  remark: 'remarque-tres-privee',
  reason: 'motif-intime',
  drawer: 'Tireur-Zibelin',
  label: 'Libellé-Zibelin',
  wrongPassword: 'Faux-Divan-Rouge-9!',
  wrongIdentifier: 'inconnue@exemple-prive.fr',
  token: 'jeton-secret-dans-une-adresse',
}

/** Runs statements as the one who holds the machine: to break what no input can break. */
async function damage(statements: string): Promise<void> {
  const database = findRunningServer(join(folder, 'data', 'database'))
  if (!database) throw new Error('no database runs')
  const admin = new pg.Client(database.connection('divan', database.superuser))
  await admin.connect()
  try {
    await admin.query(statements)
  } finally {
    await admin.end()
  }
}

test('a whole day, its failures too, leaves no word of a person in any log', async () => {
  const patient = await create<{ id: string }>(client, '/patients', {
    lastName: SECRETS.name,
    firstName: 'Zoé',
    email: SECRETS.mail,
    phone: SECRETS.phone,
    remarks: SECRETS.remark,
  })
  const types = (await client.get('/types-de-rendez-vous')).body as { items: { id: string }[] }
  const booking = { patientId: patient.id, typeId: types.items[0]?.id, note: SECRETS.note }
  const held = await create<{ id: string }>(client, '/rendez-vous', {
    ...booking,
    startsAt: '2026-11-02T10:00:00+01:00',
  })
  const session = await create<{ id: string }>(client, `/rendez-vous/${held.id}/seance`, {})
  const coming = await create<{ id: string }>(client, '/rendez-vous', {
    ...booking,
    startsAt: '2030-01-07T10:00:00+01:00',
  })
  await client.post(`/rendez-vous/${coming.id}/annulation`, { by: 'patient', reason: SECRETS.reason })
  await client.post(`/seances/${session.id}/notes`, { text: SECRETS.note, version: 0 })
  const invoice = await create<{ id: string }>(client, '/factures', {
    patientId: patient.id,
    issue: true,
    lines: [{ label: SECRETS.label, unitPriceCents: 6000 }],
  })
  const cheque = { number: '1234567', drawer: SECRETS.drawer, bank: 'Banque' }
  await create(client, '/reglements', { invoiceId: invoice.id, method: 'cheque', amountCents: 6000, cheque })
  for (const path of [
    '/aujourdhui',
    `/patients/${patient.id}`,
    `/factures/${invoice.id}`,
    `/patients?q=${SECRETS.search}`,
  ])
    expect((await client.page(path)).status).toBe(200)
  expect((await client.get(`/factures/${invoice.id}.pdf`)).status).toBe(200)

  // Refused, unreadable, not there.
  const refusals = [
    await client.post('/connexion', { identifier: IDENTIFIER, password: SECRETS.wrongPassword }),
    await client.post('/connexion', { identifier: SECRETS.wrongIdentifier, password: SECRETS.wrongPassword }),
    await client.post('/rendez-vous', { ...booking, startsAt: SECRETS.name }),
    await client.get(`/p/${SECRETS.token}`),
    await client.get(`/reinitialisation/${SECRETS.token}`),
    await client.get('/patients', { authorization: `Bearer ${SECRETS.token}`, cookie: '' }),
  ]
  for (const { status } of refusals) expect(status).toBeGreaterThanOrEqual(400)
  const unreadable = await fetch(`${client.url}/patients`, {
    method: 'POST',
    headers: { cookie: client.cookie, 'content-type': 'application/json' },
    body: `{"lastName": "${SECRETS.name}"`,
  })
  expect(unreadable.status).toBe(400)

  // The failures of the machine: PostgreSQL quotes rows and values in what it says of them.
  await damage(`
    create function quote_row() returns trigger language plpgsql as
      $$ begin raise exception 'cannot store %', to_jsonb(new) using detail = to_jsonb(new)::text; end $$;
    create trigger quoting before insert on patient for each row execute function quote_row();
    create trigger quoting before insert on invoice_line for each row execute function quote_row()`)
  const failures = [
    await client.post('/patients', { lastName: SECRETS.name, email: SECRETS.mail, phone: SECRETS.phone }),
    await client.post('/factures', {
      patientId: patient.id,
      lines: [{ label: SECRETS.label, unitPriceCents: 1 }],
    }),
  ]
  await damage(
    'drop trigger quoting on patient; alter table payment alter cheque_drawer drop default, alter cheque_drawer type integer using 1',
  )
  failures.push(
    await client.post('/reglements', { patientId: patient.id, method: 'cheque', amountCents: 100, cheque }),
  )
  await damage('alter table payment rename to mislaid')
  failures.push(
    await client.post('/reglements', { invoiceId: invoice.id, method: 'cheque', amountCents: 100, cheque }),
  )
  failures.push(await client.get(`/reglements?q=${SECRETS.search}`))
  await damage(
    `alter table mislaid rename to payment; alter table patient alter phones drop default, alter phones type integer using 1`,
  )
  failures.push(await client.post('/patients', { lastName: SECRETS.name, phone: SECRETS.phone }))
  failures.push(await client.get(`/patients?q=${SECRETS.search}`))
  expect(failures.filter(({ status }) => status === 500).length).toBeGreaterThanOrEqual(4)
  for (const { status, body } of failures.filter((answer) => answer.status === 500))
    expect([status, body]).toMatchObject([500, { title: 'Une erreur est survenue.' }])

  expect(await server.stop()).toEqual({ code: 0, signal: null })
  expect(server.stderr().match(/"level":"error"/g)?.length).toBeGreaterThanOrEqual(4)
  expect(foundIn(server.stderr())).toEqual([])
  // The console shows the code of the first steps, on purpose, and nothing of a person.
  expect(foundIn(server.stdout())).toEqual([])
  for (const file of readdirSync(join(folder, 'data', 'database')).filter((name) => name.includes('.log')))
    expect(foundIn(readFileSync(join(folder, 'data', 'database', file), 'utf8')), file).toEqual([])
  for (const line of server.stderr().trim().split('\n')) expect(() => JSON.parse(line), line).not.toThrow()
})

function foundIn(log: string): string[] {
  const secrets = {
    ...SECRETS,
    identifier: IDENTIFIER,
    password: PASSWORD,
    practitioner: 'Zibeline',
    session: client.cookie.split('=')[1] ?? '',
  }
  return Object.entries(secrets).flatMap(([kind, text]) =>
    log.toLowerCase().includes(text.toLowerCase()) ? [kind] : [],
  )
}
