import type { FieldError } from './platform/http/problem.ts'
import type { View } from './platform/http/visit.ts'
import { type Lang, catalogue } from './platform/text.ts'
import { ErrorSummary, LinkButton, PageHeader, PlainLayout, PracticeLayout } from './ui/index.ts'

const text = catalogue(
  {
    refusedTitle: 'Ce n’est pas possible',
    back: 'Revenir',
    home: 'Revenir à l’accueil',
    lost: 'La page demandée n’existe pas, ou elle n’est pas à vous.',
    broken:
      'L’erreur a été enregistrée. Rien de ce qui était enregistré n’est perdu : revenez en arrière et réessayez.',
  },
  {
    refusedTitle: 'This is not possible',
    back: 'Go back',
    home: 'Back to the start',
    lost: 'The page you asked for does not exist, or is not yours.',
    broken: 'The error was recorded. Nothing that was saved is lost: go back and try again.',
  },
)

/** An action refused whose form stands on no page of its own. */
export function RefusalPage({
  view,
  errors,
  back,
}: {
  view: View
  errors: readonly FieldError[]
  back: string
}) {
  const t = text[view.lang]
  return (
    <PracticeLayout frame={view.frame} title={t.refusedTitle} width="narrow" floatingAction="none">
      <PageHeader title={t.refusedTitle} />
      <ErrorSummary lang={view.lang} errors={errors} />
      <LinkButton href={localPath(back)}>{t.back}</LinkButton>
    </PracticeLayout>
  )
}

export function ErrorPage({ lang, status, message }: { lang: Lang; status: number; message: string }) {
  const t = text[lang]
  return (
    <PlainLayout lang={lang} theme="auto" title={message}>
      <h1>{message}</h1>
      {status === 404 ? <p>{t.lost}</p> : null}
      {status === 500 ? <p>{t.broken}</p> : null}
      <LinkButton href="/">{t.home}</LinkButton>
    </PlainLayout>
  )
}

/** The referrer without its host: a link that leaves the site is not offered. */
function localPath(address: string): string {
  if (!URL.canParse(address, 'http://localhost')) return '/'
  const url = new URL(address, 'http://localhost')
  return url.pathname + url.search
}
