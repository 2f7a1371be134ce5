import { type Server, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asOwner } from '#src/db/prepare.ts'
import type { Platform } from '#src/platform/platform.ts'
import { type World, WORLD_NOW, createWorld } from '#test/world.ts'
import { findDue, runDue } from '#test/due.ts'
import { MailDelayed, listWaitingMessages, mailSend, queueMail } from './index.ts'

let world: World
beforeAll(async () => {
  world = await createWorld()
})
afterAll(() => world.close())

const mail = {
  to: 'zoe@exemple.fr',
  subject: 'Votre accès à Divan',
  text: 'Bonjour Ângela-Zoë 李,\n\n=cmd() <b>',
  purpose: 'password-reset',
}

interface Received {
  recipients: string[]
  text: string
}

let servers: { close(done: () => void): unknown }[] = []
let received: Received[] = []
beforeEach(() => {
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

const queue = (
  values: Partial<typeof mail> & { validUntil?: Temporal.Instant; urgent?: boolean } = {},
): Promise<string> => world.alice.work((work) => queueMail(work, { ...mail, ...values }))

const stateOf = (messageId: string) =>
  world.alice.work((work) =>
    work.tx
      .selectFrom('outboxMessage')
      .select(['status', 'failure', 'attempts'])
      .where('id', '=', messageId)
      .executeTakeFirstOrThrow(),
  )

const send = (platform: Platform, messageId: string): Promise<void> =>
  runDue(platform, world.alice, 'mail-send', messageId)
const dueOf = (messageId: string) => findDue(world.alice, 'mail-send', messageId)

describe('the outbox', () => {
  test('keeps nothing readable in the database', async () => {
    const id = await queue()
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
        id = await queueMail(work, mail)
        throw new Error('changed my mind')
      }),
    ).rejects.toThrow('changed my mind')
    expect(await dueOf(id)).toBeUndefined()
    const due = await dueOf(await queue())
    expect([due?.dueAt.toString(), due?.urgent]).toEqual([WORLD_NOW.toString(), false])
    expect(await dueOf(await queue({ urgent: true }))).toMatchObject({ urgent: true })
  })

  test('shows what waits, in clear, to whoever runs the machine', async () => {
    const id = await queue()
    const waiting = await listWaitingMessages(world.platform)
    expect(waiting.find((message) => message.id === id)).toMatchObject({
      practiceId: world.alice.practiceId,
      recipient: mail.to,
      subject: mail.subject,
      body: mail.text,
      status: 'waiting',
    })
  })
})

describe('sending', () => {
  test('is not possible without a server', async () => {
    expect(mailSend.isPossible?.(world.platform)).toBe(false)
    expect(mailSend.isPossible?.(await startSmtp())).toBe(true)
  })

  test('hands over the very text to the one recipient, once', async () => {
    const platform = await startSmtp()
    const id = await queue()
    await send(platform, id)
    await send(platform, id)
    expect(received).toHaveLength(1)
    expect(received[0]?.recipients).toEqual([mail.to])
    expect(received[0]?.text).toContain(`Message-ID: <${id}@divan>`)
    expect(decodeBody(received[0]?.text ?? '')).toContain(mail.text.replaceAll('\n', '\r\n'))
    expect(await stateOf(id)).toMatchObject({ status: 'sent', attempts: 1 })
    expect(await dueOf(id)).toBeUndefined()
  })

  test('ten workers at once send it once', async () => {
    const platform = await startSmtp()
    const id = await queue()
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
    expect(await stateOf(id)).toMatchObject({ status: 'sent' })
  })

  test('a recipient cannot smuggle in a second one', async () => {
    const platform = await startSmtp()
    const id = await queue({ to: 'zoe@exemple.fr, eve@exemple.fr' })
    await send(platform, id).catch(() => undefined)
    expect(received.flatMap((one) => one.recipients)).not.toContain('eve@exemple.fr')
  })

  test('a refused recipient is final, without the address in the reason', async () => {
    const platform = await startSmtp({
      onRcptTo: (_address, _session, done) =>
        done(Object.assign(new Error('no such zoe@exemple.fr'), { responseCode: 550 })),
    })
    const id = await queue()
    await send(platform, id)
    expect(await stateOf(id)).toEqual({ status: 'failed', failure: 'smtp-550', attempts: 1 })
  })

  test('a server that is busy or away lets it wait for another try', async () => {
    const busy = await startSmtp({
      onRcptTo: (_address, _session, done) => done(Object.assign(new Error('later'), { responseCode: 451 })),
    })
    const id = await queue()
    await expect(send(busy, id)).rejects.toThrow(MailDelayed)
    expect(await stateOf(id)).toEqual({ status: 'waiting', failure: 'smtp-451', attempts: 1 })
    await expect(send(withSmtp('smtp://127.0.0.1:1'), id)).rejects.toThrow(MailDelayed)
    expect(await stateOf(id)).toMatchObject({ status: 'waiting', attempts: 2 })
    await send(await startSmtp(), id)
    expect(await stateOf(id)).toMatchObject({ status: 'sent', attempts: 3, failure: null })
  })

  test('a line that breaks after the text has left is not tried again by itself', async () => {
    const platform = withSmtp(`smtp://127.0.0.1:${await startServerThatHangsUp()}`)
    const id = await queue()
    await send(platform, id)
    expect(await stateOf(id)).toEqual({ status: 'failed', failure: 'interrupted', attempts: 1 })
    await send(await startSmtp(), id)
    expect(received).toEqual([])
  })

  test('what a crash left in the middle is shown, not sent twice', async () => {
    const platform = await startSmtp()
    const id = await queue()
    await world.alice.work((work) =>
      work.tx
        .updateTable('outboxMessage')
        .set({ status: 'sending', attemptedAt: work.now })
        .where('id', '=', id)
        .execute(),
    )
    await expect(send(platform, id)).rejects.toThrow(MailDelayed)
    world.setNow(WORLD_NOW.add({ minutes: 6 }))
    await send(platform, id)
    expect(received).toEqual([])
    expect(await stateOf(id)).toMatchObject({ status: 'failed', failure: 'interrupted' })
  })

  test('what has expired is not sent any more', async () => {
    const platform = await startSmtp()
    const id = await queue({ validUntil: WORLD_NOW.add({ hours: 1 }) })
    world.setNow(WORLD_NOW.add({ hours: 1 }))
    await send(platform, id)
    expect(received).toEqual([])
    expect(await stateOf(id)).toMatchObject({ status: 'failed', failure: 'expired' })
  })

  test('what was written before a restore waits for a person', async () => {
    const platform = await startSmtp()
    const id = await queue()
    await asOwner(world.database.owner, (admin) =>
      admin.query('update directory.installation set generation = generation + 1'),
    )
    await send(platform, id)
    expect(received).toEqual([])
    expect(await stateOf(id)).toMatchObject({ status: 'waiting', attempts: 0 })
    expect(await dueOf(id)).toBeUndefined()
    const later = await queue()
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
