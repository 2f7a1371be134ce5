import type { FieldError } from './platform/http/problem.ts'
import type { View } from './platform/http/visit.ts'
import { type Lang, catalogue } from './platform/text.ts'
import {
  ButtonRow,
  ErrorSummary,
  LinkButton,
  PageHeader,
  PlainLayout,
  PracticeLayout,
  Stack,
} from './ui/index.ts'

const text = catalogue(
  {
    refusedTitle: 'Ce n’est pas possible',
    back: 'Revenir',
    home: 'Revenir à l’accueil',
    unreadable: 'Demande illisible',
    notRecognised: 'Demande non reconnue',
    tooLarge: 'Envoi trop volumineux',
    tooOften: 'Un instant',
    lost: 'La page demandée n’existe pas, ou elle n’est pas à vous.',
    broken:
      'L’erreur a été enregistrée. Rien de ce qui était enregistré n’est perdu : revenez en arrière et réessayez.',
  },
  {
    refusedTitle: 'This is not possible',
    back: 'Go back',
    home: 'Back to the start',
    unreadable: 'Unreadable request',
    notRecognised: 'Request not recognised',
    tooLarge: 'Too much at once',
    tooOften: 'One moment',
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
      <Stack>
        <ErrorSummary lang={view.lang} errors={errors} />
        <ButtonRow>
          <LinkButton href={localPath(back)} variant="primary">
            {t.back}
          </LinkButton>
        </ButtonRow>
      </Stack>
    </PracticeLayout>
  )
}

/** The same for whoever is in no practice. */
export function PlainRefusalPage(props: { lang: Lang; errors: readonly FieldError[]; back: string }) {
  const t = text[props.lang]
  return (
    <PlainLayout lang={props.lang} theme="auto" title={t.refusedTitle}>
      <PageHeader title={t.refusedTitle} />
      <ErrorSummary lang={props.lang} errors={props.errors} />
      <LinkButton href={localPath(props.back)} variant="primary" wide>
        {t.back}
      </LinkButton>
    </PlainLayout>
  )
}

export function ErrorPage(props: { lang: Lang; status: number; message: string }) {
  const t = text[props.lang]
  const [title, sentence] = explain(props, t)
  return (
    <PlainLayout lang={props.lang} theme="auto" title={title}>
      <PageHeader title={title} />
      <p>{sentence}</p>
      <LinkButton href="/" variant="primary" wide>
        {t.home}
      </LinkButton>
    </PlainLayout>
  )
}

function explain(
  { status, message }: { status: number; message: string },
  t: (typeof text)['fr'],
): [title: string, sentence: string] {
  switch (status) {
    case 404:
      return [message, t.lost]
    case 500:
      return [message, t.broken]
    case 413:
      return [t.tooLarge, message]
    case 429:
      return [t.tooOften, message]
    case 403:
      return [t.notRecognised, message]
    default:
      return [t.unreadable, message]
  }
}

/** The referrer without its host: a link that leaves the site is not offered. */
function localPath(address: string): string {
  if (!URL.canParse(address, 'http://localhost')) return '/'
  const url = new URL(address, 'http://localhost')
  return url.pathname + url.search
}
