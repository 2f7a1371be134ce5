import { z } from 'zod'
import { sql } from '#src/db/sql.ts'
import { newId } from '#src/domain/ids.ts'
import type { Refused } from '#src/domain/refusal.ts'
import { patientEvents } from '#src/features/patients/index.ts'
import { workForDue } from '#src/platform/due/index.ts'
import { declareEvents } from '#src/platform/events/declare-events.ts'
import { on } from '#src/platform/events/reactions.ts'
import type { Feature } from '#src/platform/feature.ts'
import { line } from '#src/platform/http/fields.ts'
import { createRoutes } from '#src/platform/http/routes.ts'
import type { Work } from '#src/platform/work.ts'
import { Button, Form, type IconName, PageHeader, PracticeLayout, TextField } from '#src/ui/index.ts'

/** As a migration of its own would make it. */
export const KITE_MIGRATION = `
  create table kite (
    practice_id uuid not null references practice, id uuid not null, name text not null, landed_at timestamptz,
    primary key (practice_id, id));
  select enclose_tenant_table('kite');
  grant select, insert, update on kite to divan_practice;
  create table kite_tally (
    practice_id uuid not null references practice, id uuid not null, about text not null, subject_id uuid not null,
    primary key (practice_id, id));
  select enclose_tenant_table('kite_tally');
  grant select, insert on kite_tally to divan_practice`

export const kiteEvents = declareEvents('kite', {
  fly: { fr: 'Envol d’un cerf-volant', en: 'Kite flown', facts: { letters: 'number' } },
  land: { fr: 'Atterrissage d’un cerf-volant', en: 'Kite landed' },
})

/** Names that the verb refuses, and at which the reaction throws: each takes back all of it. */
export const TOO_HEAVY = 'Enclume'
export const CURSED = 'Icare'

async function flyKite(work: Work, name: string): Promise<{ id: string } | Refused<'too-heavy'>> {
  const id = newId()
  await sql`insert into kite (practice_id, id, name) values (${work.practiceId}, ${id}, ${name})`.execute(
    work.tx,
  )
  work.enqueue('kite-landing', id)
  work.record(kiteEvents.fly, id, { letters: name.length })
  return name === TOO_HEAVY ? { refused: 'too-heavy' } : { id }
}

async function landKite(work: Work, id: string): Promise<void> {
  await sql`update kite set landed_at = ${work.now} where practice_id = ${work.practiceId} and id = ${id}`.execute(
    work.tx,
  )
  work.record(kiteEvents.land, id)
}

/** All that a feature can bring, in a folder of its own. */
export const kites: Feature<IconName> = {
  name: 'kites',
  owns: ['kite'],
  navigation: [
    {
      key: 'kites',
      group: 'insight',
      order: 10,
      href: '/cerfs-volants',
      icon: 'sunrise',
      label: { fr: 'Cerfs-volants', en: 'Kites' },
    },
  ],
  settings: [
    {
      group: 'practice',
      order: 95,
      href: '/parametres/cerfs-volants',
      icon: 'sunrise',
      title: { fr: 'Réglage du vent', en: 'Wind' },
      detail: { fr: 'Sa force, sa direction', en: 'Its force, its direction' },
    },
  ],
  finds: [
    {
      key: 'kites',
      order: 25,
      title: { fr: 'Cerfs-volants', en: 'Kites' },
      async search(work, q, limit) {
        const { rows } = await sql<{ id: string; name: string }>`
          select id, name from kite where practice_id = ${work.practiceId} and starts_with(name, ${q})
          order by name limit ${limit}`.execute(work.tx)
        return rows.map(({ id, name }) => ({
          label: name,
          detail: '',
          href: `/cerfs-volants#${id}`,
          icon: 'sunrise',
        }))
      },
    },
  ],
  shortcuts: [
    { order: 15, href: '/cerfs-volants', icon: 'sunrise', label: { fr: 'Faire voler', en: 'Fly a kite' } },
  ],
  events: { title: { fr: 'Cerfs-volants', en: 'Kites' }, of: [kiteEvents] },
  subjects: {
    kite: async (work, ids) => {
      const { rows } = await sql<{ id: string; name: string }>`
        select id, name from kite where practice_id = ${work.practiceId} and id = any(${ids})`.execute(
        work.tx,
      )
      return new Map(rows.map(({ id, name }) => [id, { name, href: `/cerfs-volants#${id}` }]))
    },
  },
  due: {
    'kite-landing': {
      policy: 'stately',
      batchSize: 10,
      concurrency: 1,
      retryLimit: 3,
      retryDelay: 1,
      async handle(platform, due) {
        await workForDue(platform, due, (work) => landKite(work, due.subjectId))
      },
    },
  },
  routes() {
    const routes = createRoutes()
    routes.form('/cerfs-volants', {
      summary: 'Kites',
      form: z.object({ name: line(40) }),
      load: async (visit) => {
        const { rows } = await sql<{ name: string }>`
          select name from kite where practice_id = ${visit.practiceId} order by name`.execute(visit.tx)
        return { names: rows.map((row) => row.name) }
      },
      act: (visit, { name }) => flyKite(visit, name),
      page: ({ names }, view, attempt) => (
        <PracticeLayout frame={view.frame} title="Cerfs-volants">
          <PageHeader title="Cerfs-volants" subtitle={names.join(', ')} />
          <Form action="/cerfs-volants" frame={view.frame}>
            <TextField
              name="name"
              label="Nom"
              value={attempt?.value('name') ?? ''}
              error={attempt?.error('name')}
            />
            <Button>Lâcher</Button>
          </Form>
        </PracticeLayout>
      ),
      done: ({ id }) => ({ location: '/cerfs-volants', created: true, json: { id } }),
      explain: () => ({ status: 409, errors: [{ field: 'name', message: 'Il est trop lourd.' }] }),
    })
    return routes
  },
}

/** Another feature, which lives by what happens elsewhere: in the first one, and in one of the product's. */
export const tally: Feature = {
  name: 'tally',
  owns: ['kite_tally'],
  reactions: [
    on(kiteEvents.fly, async (work, { id: subjectId }) => {
      await sql`insert into kite_tally (practice_id, id, about, subject_id)
        values (${work.practiceId}, ${newId()}, 'kite', ${subjectId})`.execute(work.tx)
      const { rows } = await sql<{ name: string }>`
        select name from kite where practice_id = ${work.practiceId} and id = ${subjectId}`.execute(work.tx)
      if (rows[0]?.name === CURSED) throw new Error('it flew too near the sun')
    }),
    on(patientEvents.create, async (work, { id: subjectId }) => {
      await sql`insert into kite_tally (practice_id, id, about, subject_id)
        values (${work.practiceId}, ${newId()}, 'patient', ${subjectId})`.execute(work.tx)
    }),
  ],
}
