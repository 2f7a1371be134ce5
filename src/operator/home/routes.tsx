import type { OperatorView } from '#src/platform/http/operator-door.ts'
import type { Routes } from '#src/platform/http/routes.ts'
import { catalogue } from '#src/platform/text.ts'
import { ActionForm, Button, PageHeader, PlainLayout } from '#src/ui/index.ts'

const text = catalogue(
  {
    title: 'Exploitation',
    lead: (identifier: string) => `Vous êtes ${identifier}.`,
    empty: 'Rien n’attend.',
    logOut: 'Se déconnecter',
  },
  {
    title: 'Operations',
    lead: (identifier: string) => `You are ${identifier}.`,
    empty: 'Nothing is waiting.',
    logOut: 'Log out',
  },
)

export function addHome(routes: Routes): void {
  routes.operator.page('/operateur', {
    summary: 'What waits for whoever runs the installation',
    load: async ({ view }) => ({ identifier: view.identifier }),
    page: (_data, view) => <HomePage view={view} />,
  })
}

function HomePage({ view }: { view: OperatorView }) {
  const t = text[view.lang]
  return (
    <PlainLayout
      lang={view.lang}
      theme={view.frame.theme}
      title={t.title}
      width="medium"
      footer={
        <ActionForm action="/operateur/deconnexion" frame={view.frame}>
          <Button icon="log-out">{t.logOut}</Button>
        </ActionForm>
      }
    >
      <PageHeader title={t.title} subtitle={t.lead(view.identifier)} />
      <p>{t.empty}</p>
    </PlainLayout>
  )
}
