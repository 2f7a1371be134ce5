import { z } from 'zod'
import { newId } from '#src/domain/ids.ts'
import { type Refused } from '#src/domain/refusal.ts'
import { declareEvents } from '#src/platform/events/declare-events.ts'
import { linkAct } from '#src/platform/http/link-pages.ts'
import { type Routes, createRoutes } from '#src/platform/http/routes.ts'
import { bySlug } from '#src/platform/http/visitor.ts'
import { perAddress } from '#src/platform/limits/rate.ts'
import { revokeLink } from '#src/platform/links/links.ts'
import { ErrorSummary, Form, PublicLayout, TextField } from '#src/ui/index.ts'

const placeEvents = declareEvents('place', {
  create: { fr: 'Ajout d’un lieu', en: 'Place added' },
  archive: { fr: 'Archivage d’un lieu', en: 'Place archived' },
})

/** How often the form below may be sent within the hour. */
export const SENDS = 8

/** A feature for tests: somebody without a login leaves a place's name with a practice. */
export function visitorFeature(): Routes {
  const routes = createRoutes()
  routes.visitor.form('/essai/:practice', {
    enter: bySlug,
    summary: 'Leave a place',
    limit: perAddress(SENDS, 'hour'),
    form: z.object({ name: z.string().min(1).max(40) }),
    load: async ({ practice }) => ({ practice: practice.name, slug: practice.slug }),
    async act(visitor, { name }) {
      const id = newId()
      await visitor.tx.insertInto('place').values({ id, name, kind: 'cabinet' }).execute()
      visitor.record(placeEvents.create, id)
      if (name === 'pris')
        return { refused: 'taken', by: 'moi' } as const satisfies Refused<'taken', { by: string }>
      return { id, slug: visitor.practice.slug }
    },
    page: ({ practice, slug }, { frame }, attempt) => (
      <PublicLayout frame={frame} title="Essai" practiceName={practice}>
        <ErrorSummary lang={frame.lang} errors={attempt?.errors ?? []} />
        <p>{attempt?.refused?.refused === 'taken' ? `par ${attempt.refused.by}` : null}</p>
        <Form action={`/essai/${slug}`} frame={frame}>
          <TextField
            name="name"
            label="Nom"
            value={attempt?.value('name')}
            error={attempt?.error('name')}
            required
          />
          <button type="submit">Laisser</button>
        </Form>
        {frame.toast ? <p>{frame.toast.message}</p> : null}
      </PublicLayout>
    ),
    done: ({ id, slug }) => ({
      location: `/essai/${slug}`,
      created: true,
      toast: { message: 'C’est noté.' },
      json: { id },
    }),
    explain: () => ({ status: 409, errors: [{ field: 'name', message: 'Déjà pris.' }] }),
  })
  return routes
}

/** A feature for tests: a link by which somebody says yes to a place, or takes it back. */
export function linkFeature(): Routes {
  const routes = createRoutes()
  routes.link({
    name: 'test-place',
    ended: (state, { lang }) => {
      const title =
        state === 'expired' ? 'Le délai est passé.' : lang === 'en' ? 'Taken back.' : 'C’est repris.'
      return { title, page: <p>{title}</p> }
    },
    async load({ tx, practiceId, link }) {
      const place = await tx
        .selectFrom('place')
        .select(['name', 'archivedAt'])
        .where('practiceId', '=', practiceId)
        .where('id', '=', link.subjectId)
        .executeTakeFirstOrThrow()
      return { state: place.archivedAt ? 'refusée' : 'proposée' }
    },
    page: ({ state }, { frame }, attempt) => (
      <PublicLayout frame={frame} title="Lien" practiceName="Cabinet">
        <ErrorSummary lang={frame.lang} errors={attempt?.errors ?? []} />
        <p>{`${frame.lang} ${state}`}</p>
        <Form action="reponse" frame={frame}>
          <TextField name="answer" label="Réponse" value={attempt?.value('answer')} />
        </Form>
      </PublicLayout>
    ),
    json: ({ state }) => ({ state }),
    acts: {
      reponse: linkAct({
        summary: 'Answer',
        form: z.object({ answer: z.enum(['oui', 'non', 'jamais']) }),
        async act(visitor, { answer }) {
          if (answer === 'jamais') return { refused: 'too-late' } as const satisfies Refused
          const { tx, practiceId, now, link } = visitor
          await tx
            .updateTable('place')
            .set({ archivedAt: answer === 'non' ? now : null })
            .where('practiceId', '=', practiceId)
            .where('id', '=', link.subjectId)
            .execute()
          visitor.record(placeEvents.archive, link.subjectId)
          return { answer }
        },
        explain: () => ({ status: 409, errors: [{ message: 'Trop tard.' }] }),
      }),
      retrait: linkAct({
        summary: 'Take the offer back',
        form: z.object({}),
        async act(visitor) {
          await revokeLink(visitor, { purpose: 'test-place', subjectId: visitor.link.subjectId })
          return {}
        },
      }),
    },
  })
  return routes
}
