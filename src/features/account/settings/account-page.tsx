import type { Attempt } from '#src/platform/http/routes.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  ActionForm,
  Button,
  ButtonRow,
  Card,
  ErrorSummary,
  Form,
  PageHeader,
  PasswordField,
  PracticeLayout,
  RadioChips,
  Stack,
  TextField,
} from '#src/ui/index.ts'
import { IdentifierField } from '../entry-page.tsx'
import type { AccountSettings } from './account.ts'
import { StaleNotice } from './stale-notice.tsx'
import { settingsText } from './text.ts'

interface Props {
  view: View
  account: AccountSettings
  attempt?: Attempt | undefined
  /** Which of the two forms was refused; the first when left out. */
  refused?: 'identifier' | undefined
}

export function AccountPage({ view, account, refused, ...props }: Props) {
  const text = settingsText[view.lang]
  const attempt = refused ? undefined : props.attempt
  const isStale = attempt?.refused?.refused === 'stale'
  const field = (name: 'displayName' | 'language' | 'theme', label: string) => ({
    name,
    label,
    value: attempt?.has(name) ? attempt.value(name) : account[name],
    error: attempt?.error(name),
  })
  return (
    <PracticeLayout frame={view.frame} title={text.accountTitle} width="narrow" floatingAction="none">
      <PageHeader title={text.accountTitle} back={{ href: '/parametres', label: text.back }} />
      <ErrorSummary lang={view.lang} errors={props.attempt?.errors ?? []} />
      {isStale ? (
        <StaleNotice
          title={text.staleTitle}
          sentence={text.stale}
          differences={[{ label: text.displayName, value: account.displayName }]}
        />
      ) : null}
      <Stack>
        <Card>
          <Form
            action="/parametres/compte"
            frame={view.frame}
            version={attempt && !isStale ? attempt.value('version') : account.version}
          >
            <TextField
              {...field('displayName', text.displayName)}
              hint={text.displayNameHint}
              required
              autocomplete="name"
            />
            <RadioChips
              {...field('language', text.language)}
              options={[
                { value: 'fr', label: text.french },
                { value: 'en', label: text.english },
              ]}
            />
            <RadioChips
              {...field('theme', text.theme)}
              options={[
                { value: 'auto', label: text.themeAuto, icon: 'laptop' },
                { value: 'light', label: text.themeLight, icon: 'sun' },
                { value: 'dark', label: text.themeDark, icon: 'moon' },
              ]}
            />
            <ButtonRow align="end">
              <Button variant="primary">{text.save}</Button>
            </ButtonRow>
          </Form>
        </Card>
        <IdentifierCard view={view} account={account} attempt={refused ? props.attempt : undefined} />
        <Card title={text.logOut}>
          <Stack>
            <p>{text.logOutText}</p>
            <ActionForm action="/deconnexion" frame={view.frame}>
              <Button icon="log-out">{text.logOut}</Button>
            </ActionForm>
          </Stack>
        </Card>
      </Stack>
    </PracticeLayout>
  )
}

function IdentifierCard({ view, account, attempt }: Props) {
  const text = settingsText[view.lang]
  return (
    <Card title={text.identifierTitle}>
      <Form action="/parametres/compte/identifiant" frame={view.frame} label={text.identifierTitle}>
        <IdentifierField
          lang={view.lang}
          attempt={attempt}
          present={account.identifier}
          hint={text.identifierHint}
        />
        <PasswordField
          name="password"
          lang={view.lang}
          label={text.identifierPassword}
          error={attempt?.error('password')}
          required
          autocomplete="current-password"
        />
        <Button>{text.changeIdentifier}</Button>
      </Form>
    </Card>
  )
}
