import { type Server, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asOwner } from '#src/db/prepare.ts'
import { newId } from '#src/domain/ids.ts'
import { features } from '#src/features/index.ts'
import type { Platform } from '#src/platform/platform.ts'
import { type World, WORLD_NOW, createWorld } from '#test/world.ts'
import { insertPatient } from '#test/worlds/people.ts'
import { findDue, runDue } from '#test/due.ts'
import {
  type Purpose,
  MailDelayed,
  dropMessages,
  listWaitingMessages,
  mailSend,
  planMessage,
  type NewMessage,
} from './index.ts'

const SUBJECT = 'Votre accès à Divan'
const TEXT = 'Bonjour Ângela-Zoë 李,\n\n=cmd() <b>\n'

/** What becomes of the subject between planning and claim. */
let isOver = false
const note: Purpose = {
  name: 'note',
  subjectType: 'user_account',
  async render(work, { subjectId, to = 'zoe@exemple.fr' }) {
    if (isOver) return { drop: 'over' }
    const { displayName } = await work.tx
      .selectFrom('userAccount')
      .select('displayName')
      .where('practiceId', '=', work.practiceId)
      .where('id', '=', subjectId)
      .executeTakeFirstOrThrow()
    const blocks = [{ paragraph: `Bonjour ${displayName},` }, { paragraph: '=cmd() <b>' }]
    return { to, lang: 'fr', subject: SUBJECT, blocks }
  },
}

let world: World
beforeAll(async () => {
  world = await createWorld({ features: [...features, { name: 'notes', messages: [note] }] })
  await rename('Ângela-Zoë 李')
})
afterAll(() => world.close())

const rename = (displayName: string) =>
  world.alice.work(({ tx }) =>
    tx.updateTable('userAccount').set({ displayName }).where('id', '=', world.alice.userId).execute(),
  )

interface Received {
  recipients: string[]
  text: string
}

let servers: { close(done: () => void): unknown }[] = []
let received: Received[] = []
beforeEach(() => {
  isOver = false
  received = []
  world.setNow(WORLD_NOW)
})
afterEach(async () => {
  for (const server of servers) await new Promise<void>((closed) => void server.close(closed))
  servers = []
})

/** A real SMTP server on loopback; `options` make it refuse. */
async function startSmtp(options: SMTPServerOptions = {}): Promise<Platform> {
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        received.push({
          recipients: session.envelope.rcptTo.map((to) => to.address),
          text: Buffer.concat(chunks).toString('utf8'),
        })
        done()
      })
    },
    ...options,
  })
  servers.push(server)
  return new Promise((resolve) => {
    const listening = server.listen(0, '127.0.0.1', () => {
      resolve(withSmtp(`smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`))
    })
  })
}

const withSmtp = (smtpUrl: string): Platform => ({
  ...world.platform,
  config: { ...world.platform.config, smtpUrl },
})

const plan = (values: Partial<NewMessage> = {}): Promise<string> =>
  world.alice.work((work) => planMessage(work, note, { subjectId: world.alice.userId, ...values }))

const stateOf = (messageId: string) =>
  world.alice.work(async (work) => {
    const { state, reason, delayedBy, attempts } = await work.tx
      .selectFrom('outboxMessage')
      .select(['state', 'reason', 'delayedBy', 'attempts'])
      .where('id', '=', messageId)
      .executeTakeFirstOrThrow()
    return { state, why: reason ?? delayedBy, attempts }
  })

/** What a process left that was killed. */
const leaveBehind = (messageId: string, state: 'claimed' | 'leaving') =>
  world.alice.work(async (work) => {
    await listWaitingMessages(world.platform)
    const leaseUntil = work.now.add({ minutes: 5 })
    await work.tx
      .updateTable('outboxMessage')
      .set({ state, worker: newId(), leaseUntil })
      .where('id', '=', messageId)
      .execute()
  })

const send = (platform: Platform, messageId: string): Promise<void> =>
  runDue(platform, world.alice, 'mail-send', messageId)
const dueOf = (messageId: string) => findDue(world.alice, 'mail-send', messageId)

describe('the outbox', () => {
  test('keeps nothing readable in the database', async () => {
    const id = await plan()
    await listWaitingMessages(world.platform)
    await asOwner(world.database.owner, async (admin) => {
      const { rows } = await admin.query(
        `select row_to_json(m)::text as text, recipient_sealed, subject_sealed, body_sealed from outbox_message m where id = $1`,
        [id],
      )
      const everything = rows
        .map(
          (row) =>
            row.text +
            Buffer.concat([row.recipient_sealed, row.subject_sealed, row.body_sealed]).toString('latin1'),
        )
        .join()
      expect(rows).toHaveLength(1)
      for (const word of ['zoe', 'exemple', 'Divan', 'Bonjour', 'cmd']) expect(everything).not.toContain(word)
    })
  })

  test('is written with its due row in one transaction: neither without the other', async () => {
    let id = ''
    await expect(
      world.alice.work(async (work) => {
        id = await planMessage(work, note, { subjectId: world.alice.userId })
        throw new Error('changed my mind')
      }),
    ).rejects.toThrow('changed my mind')
    expect(await dueOf(id)).toBeUndefined()
    const due = await dueOf(await plan())
    expect([due?.dueAt.toString(), due?.urgent]).toEqual([WORLD_NOW.toString(), false])
    expect(await dueOf(await plan({ urgent: true }))).toMatchObject({ urgent: true })
  })

  test('has no text before somebody claims it', async () => {
    const id = await plan({ to: 'zoe@exemple.fr' })
    const row = await world.alice.work(({ tx }) =>
      tx.selectFrom('outboxMessage').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    )
    expect(row).toMatchObject({ state: 'planned', subjectSealed: null, bodySealed: null, patientId: null })
    expect(row.keyOwner).toBe('practice')
  })

  test('is sealed with the key of the patient whose file it belongs to', async () => {
    const patientId = await insertPatient(world.alice, 'Kaya')
    const id = await plan({ patientId, to: 'zoe@exemple.fr' })
    const { keyOwner, recipientSealed } = await world.alice.work(({ tx }) =>
      tx.selectFrom('outboxMessage').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    )
    expect(keyOwner).toBe(`patient-${patientId}`)
    const place = `outbox_message.recipient_sealed:${id}`
    const sealed = recipientSealed ?? Buffer.alloc(0)
    await world.alice.work(async (work) => {
      expect(await work.unseal(`patient-${patientId}`, place, sealed)).toBe('zoe@exemple.fr')
      await expect(work.unseal('practice', place, sealed)).rejects.toThrow(/key/)
    })
    const platform = await startSmtp()
    await send(platform, id)
    expect(received).toHaveLength(1)
  })

  test('shows what waits, in clear, to whoever runs the machine', async () => {
    const id = await plan()
    const later = await plan({ sendAfter: WORLD_NOW.add({ hours: 1 }) })
    const waiting = await listWaitingMessages(world.platform)
    expect(waiting.find((message) => message.id === id)).toMatchObject({
      practiceId: world.alice.practiceId,
      recipient: 'zoe@exemple.fr',
      subject: SUBJECT,
      body: TEXT,
      state: 'planned',
    })
    expect(waiting.some((message) => message.id === later)).toBe(false)
  })
})

describe('sending', () => {
  test('is not possible without a server', async () => {
    expect(mailSend.isPossible?.(world.platform)).toBe(false)
    expect(mailSend.isPossible?.(await startSmtp())).toBe(true)
  })

  test('hands over the very text to the one recipient, once', async () => {
    const platform = await startSmtp()
    const id = await plan()
    await send(platform, id)
    await send(platform, id)
    expect(received).toHaveLength(1)
    expect(received[0]?.recipients).toEqual(['zoe@exemple.fr'])
    expect(received[0]?.text).toContain(`Message-ID: <${id}@divan>`)
    expect(decodeBody(received[0]?.text ?? '')).toContain(TEXT.replaceAll('\n', '\r\n'))
    expect(await stateOf(id)).toMatchObject({ state: 'sent', attempts: 1 })
    expect(await dueOf(id)).toBeUndefined()
  })

  test('ten workers at once send it once', async () => {
    const platform = await startSmtp()
    const id = await plan()
    const failures = await Promise.all(
      Array.from({ length: 10 }, () =>
        send(platform, id).then(
          () => undefined,
          (error: unknown) => error,
        ),
      ),
    )
    expect(received).toHaveLength(1)
    expect(failures.filter((error) => error !== undefined && !(error instanceof MailDelayed))).toEqual([])
    expect(await stateOf(id)).toMatchObject({ state: 'sent' })
  })

  test('a recipient cannot smuggle in a second one', async () => {
    const platform = await startSmtp()
    const id = await plan({ to: 'zoe@exemple.fr, eve@exemple.fr' })
    await send(platform, id).catch(() => undefined)
    expect(received.flatMap((one) => one.recipients)).not.toContain('eve@exemple.fr')
  })

  test('a refused recipient is final, without the address in the reason', async () => {
    const platform = await startSmtp({
      onRcptTo: (_address, _session, done) =>
        done(Object.assign(new Error('no such zoe@exemple.fr'), { responseCode: 550 })),
    })
    const id = await plan()
    await send(platform, id)
    expect(await stateOf(id)).toEqual({ state: 'failed', why: 'smtp-550', attempts: 1 })
  })

  test('a server that is busy or away lets it wait for another try', async () => {
    const busy = await startSmtp({
      onRcptTo: (_address, _session, done) => done(Object.assign(new Error('later'), { responseCode: 451 })),
    })
    const id = await plan()
    await expect(send(busy, id)).rejects.toThrow(MailDelayed)
    expect(await stateOf(id)).toEqual({ state: 'planned', why: 'smtp-451', attempts: 1 })
    await expect(send(withSmtp('smtp://127.0.0.1:1'), id)).rejects.toThrow(MailDelayed)
    expect(await stateOf(id)).toMatchObject({ state: 'planned', attempts: 2 })
    await send(await startSmtp(), id)
    expect(await stateOf(id)).toMatchObject({ state: 'sent', attempts: 3, why: null })
  })

  test('a line that breaks after the text has left is not tried again by itself', async () => {
    const platform = withSmtp(`smtp://127.0.0.1:${await startServerThatHangsUp()}`)
    const id = await plan()
    await send(platform, id)
    expect(await stateOf(id)).toEqual({ state: 'unknown', why: 'interrupted', attempts: 1 })
    await send(await startSmtp(), id)
    expect(received).toEqual([])
  })

  test('what a crash left leaving is shown, not sent twice', async () => {
    const platform = await startSmtp()
    const id = await plan()
    await leaveBehind(id, 'leaving')
    await expect(send(platform, id)).rejects.toThrow(MailDelayed)
    world.setNow(WORLD_NOW.add({ minutes: 5 }))
    await send(platform, id)
    expect(received).toEqual([])
    expect(await stateOf(id)).toMatchObject({ state: 'unknown', why: 'interrupted' })
    expect(await dueOf(id)).toBeUndefined()
  })

  test('what a crash left claimed had not left, and is sent', async () => {
    const platform = await startSmtp()
    const id = await plan()
    await leaveBehind(id, 'claimed')
    await expect(send(platform, id)).rejects.toThrow(MailDelayed)
    expect(received).toEqual([])
    world.setNow(WORLD_NOW.add({ minutes: 5 }))
    await send(platform, id)
    expect(received).toHaveLength(1)
    expect(await stateOf(id)).toMatchObject({ state: 'sent' })
  })

  test('is committed as leaving before the server hears a word', async () => {
    const states: string[] = []
    const platform = await startSmtp({
      onConnect: async (_session, done) => {
        states.push((await stateOf(id)).state)
        done()
      },
    })
    const id = await plan()
    await send(platform, id)
    expect(states).toEqual(['leaving'])
  })

  test('says what is true when it is claimed, not when it was planned', async () => {
    const platform = await startSmtp()
    const id = await plan()
    await rename('Zoé')
    await send(platform, id)
    expect(decodeBody(received[0]?.text ?? '')).toContain('Bonjour Zoé,')
    await rename('Ângela-Zoë 李')
  })

  test('does not leave when its subject says so at the claim', async () => {
    const platform = await startSmtp()
    const id = await plan()
    isOver = true
    await send(platform, id)
    expect(received).toEqual([])
    expect(await stateOf(id)).toEqual({ state: 'dropped', why: 'over', attempts: 0 })
    expect(await dueOf(id)).toBeUndefined()
  })

  test('is taken back as long as it has not left, also from a worker that has claimed it', async () => {
    const platform = await startSmtp()
    const [planned, claimed, leaving] = [await plan(), await plan(), await plan()]
    await leaveBehind(claimed, 'claimed')
    await leaveBehind(leaving, 'leaving')
    await world.alice.work((work) => dropMessages(work, note, world.alice.userId, 'cancelled'))
    for (const id of [planned, claimed]) {
      expect(await stateOf(id)).toMatchObject({ state: 'dropped', why: 'cancelled' })
      expect(await dueOf(id)).toBeUndefined()
      await send(platform, id)
    }
    expect(await stateOf(leaving)).toMatchObject({ state: 'leaving' })
    expect(received).toEqual([])
  })

  test('one whose purpose nobody declares is a bug, and is not sent', async () => {
    const platform = await startSmtp()
    const id = await world.alice.work((work) =>
      planMessage(work, { ...note, name: 'nobody' }, { subjectId: world.alice.userId }),
    )
    await expect(send(platform, id)).rejects.toThrow(/no feature declares/)
    expect(await stateOf(id)).toMatchObject({ state: 'planned' })
    await world.alice.work(({ tx }) => tx.deleteFrom('outboxMessage').where('id', '=', id).execute())
  })

  test('one from before there were subjects leaves as it was written', async () => {
    const platform = await startSmtp()
    const id = await plan()
    await listWaitingMessages(world.platform)
    await rename('Zoé')
    await world.alice.work(({ tx }) =>
      tx
        .updateTable('outboxMessage')
        .set({ subjectType: null, subjectId: null })
        .where('id', '=', id)
        .execute(),
    )
    await send(platform, id)
    expect(decodeBody(received[0]?.text ?? '')).toContain(TEXT.replaceAll('\n', '\r\n'))
    await rename('Ângela-Zoë 李')
  })

  test('what has expired is not sent any more', async () => {
    const platform = await startSmtp()
    const id = await plan({ validUntil: WORLD_NOW.add({ hours: 1 }) })
    world.setNow(WORLD_NOW.add({ hours: 1 }))
    await send(platform, id)
    expect(received).toEqual([])
    expect(await stateOf(id)).toMatchObject({ state: 'dropped', why: 'expired' })
  })

  test('what was written before a restore waits for a person', async () => {
    const platform = await startSmtp()
    const id = await plan()
    await asOwner(world.database.owner, (admin) =>
      admin.query('update directory.installation set generation = generation + 1'),
    )
    await send(platform, id)
    expect(received).toEqual([])
    expect(await stateOf(id)).toMatchObject({ state: 'planned', attempts: 0 })
    expect(await dueOf(id)).toBeUndefined()
    const later = await plan()
    const found = await world.alice.work(async (work) => mailSend.rebuild?.(work))
    expect(found?.map(({ subjectId }) => subjectId)).toEqual([later])
  })
})

/** Takes the whole text, then closes without a word. */
async function startServerThatHangsUp(): Promise<number> {
  const server: Server = createServer((socket) => {
    socket.write('220 ready\r\n')
    let inText = false
    socket.on('data', (chunk) => {
      const text = chunk.toString()
      if (inText) {
        if (text.includes('\r\n.\r\n')) socket.destroy()
      } else if (text.startsWith('DATA')) {
        inText = true
        socket.write('354 go on\r\n')
      } else socket.write('250 ok\r\n')
    })
    socket.on('error', () => undefined)
  })
  servers.push(server)
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

function decodeBody(raw: string): string {
  const [head = '', ...rest] = raw.split('\r\n\r\n')
  const body = rest.join('\r\n\r\n')
  if (/content-transfer-encoding: base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8')
  if (/quoted-printable/i.test(head)) {
    const bytes = body
      .replace(/=\r\n/g, '')
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    return Buffer.from(bytes, 'latin1').toString('utf8')
  }
  return body
}
