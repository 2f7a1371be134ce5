import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import { type Answer, type Client, clientOf, create } from '#test/server/client.ts'

/**
 * People who book, write notes, issue invoices and take payments without pause, and who remember what
 * was acknowledged. They outlive the servers: what a killed one left unanswered is sent again to the next,
 * under the same Idempotency-Key.
 */
export interface Load {
  acknowledged: ReadonlySet<string>
  /** How many people write: what may be stored beyond what was acknowledged, at any moment. */
  writers: number
  /** Answers that nothing explains: neither acknowledged nor the server's own failure. */
  surprises: readonly string[]
  start(url: string): void
  /** Settled once nothing is under way any more. */
  stop(): Promise<void>
  /** The note of each session as the server reads it, beside the text that its version must have. */
  readNotes(url: string): Promise<{ shown: string; expected: string }[]>
}

interface Write {
  path: string
  body: object
}

/** Sends one write after the other; what is answered decides on the next. */
type Person = AsyncGenerator<Write, void, Answer['body']>

export async function prepareLoad(client: Client): Promise<Load> {
  const { cookie } = client
  const acknowledged = new Set<string>()
  const surprises: string[] = []
  const types = (await client.get('/types-de-rendez-vous')).body as { items: { id: string }[] }
  const typeId = types.items[0]?.id ?? ''
  const patient = await create<{ id: string }>(client, '/patients', { lastName: 'Martin', firstName: 'Zoé' })
  const sessions = [
    await holdSession(client, { patientId: patient.id, typeId, startsAt: '2020-01-06T10:00:00+01:00' }),
    await holdSession(client, { patientId: patient.id, typeId, startsAt: '2020-01-07T10:00:00+01:00' }),
  ]
  const acknowledge = (id: string): void => void acknowledged.add(id)
  const people = [
    ...[0, 1].map((first) => sendPatiently(book(patient.id, typeId, first, acknowledge))),
    ...sessions.map((sessionId) => sendPatiently(writeNotes(sessionId, acknowledge))),
    ...[0, 1].map(() => sendPatiently(bill(patient.id, acknowledge))),
  ]
  let stopping = new AbortController()
  let running: Promise<unknown> = Promise.resolve()
  return {
    acknowledged,
    writers: people.length,
    surprises,
    start(url) {
      stopping = new AbortController()
      const current = clientOf(url, cookie)
      running = Promise.all(people.map((person) => person(current, stopping.signal, surprises)))
    },
    async stop() {
      stopping.abort()
      await running
    },
    readNotes: (url) =>
      Promise.all(
        sessions.map(async (sessionId) => {
          const answer = await clientOf(url, cookie).get(`/seances/${sessionId}`)
          const { note } = answer.body as { note: { text: string; version: number } }
          return { shown: note.text, expected: note.version === 0 ? '' : noteText(note.version) }
        }),
      ),
  }
}

/** One hour after the other, for ever; two people take even and odd hours. */
async function* book(
  patientId: string,
  typeId: string,
  first: number,
  acknowledge: (id: string) => void,
): Person {
  const start = Temporal.Instant.from('2027-01-01T00:00:00Z')
  for (let hour = first; ; hour += 2) {
    const startsAt = start.add({ hours: hour }).toString()
    const made: { id: string } = yield {
      path: '/rendez-vous',
      body: { patientId, typeId, startsAt, durationMinutes: 45 },
    }
    acknowledge(`appointment ${made.id}`)
  }
}

/** The note's n-th version says that it is the n-th: written twice or lost, the two would part. */
async function* writeNotes(sessionId: string, acknowledge: (id: string) => void): Person {
  for (let version = 0; ; version++) {
    yield { path: `/seances/${sessionId}/notes`, body: { text: noteText(version + 1), version } }
    acknowledge(`note ${sessionId} ${version + 1}`)
  }
}

const noteText = (version: number): string => `Séance difficile, version ${version}.`

async function* bill(patientId: string, acknowledge: (id: string) => void): Person {
  for (;;) {
    const invoice: { id: string; number: string } = yield {
      path: '/factures',
      body: { patientId, issue: true, lines: [{ label: 'Consultation', unitPriceCents: 6000 }] },
    }
    acknowledge(`invoice ${invoice.id} ${invoice.number}`)
    const payment: { id: string } = yield {
      path: '/reglements',
      body: { invoiceId: invoice.id, method: 'card', amountCents: 6000 },
    }
    acknowledge(`payment ${payment.id}`)
  }
}

/** Goes on from run to run with the write that was not answered, under the key that it had. */
function sendPatiently(
  person: Person,
): (client: Client, stop: AbortSignal, surprises: string[]) => Promise<void> {
  let write: Write | undefined
  let key = randomUUID()
  return async (client, stop, surprises) => {
    while (!stop.aborted) {
      write ??= (await person.next()).value as Write
      const answer = await client
        .post(write.path, write.body, { 'idempotency-key': key })
        .catch(() => undefined)
      if (answer?.status === 200 || answer?.status === 201) {
        write = (await person.next(answer.body)).value as Write
        key = randomUUID()
      } else {
        if (answer && answer.status < 500)
          surprises.push(`POST ${write.path}: ${answer.status} ${JSON.stringify(answer.body)}`)
        await delay(20)
      }
    }
  }
}

async function holdSession(client: Client, booking: object): Promise<string> {
  const appointment = await create<{ id: string }>(client, '/rendez-vous', booking)
  return (await create<{ id: string }>(client, `/rendez-vous/${appointment.id}/seance`, {})).id
}
