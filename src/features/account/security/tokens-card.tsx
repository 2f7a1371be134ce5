import type { Attempt } from '#src/platform/http/routes.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  ActionForm,
  Button,
  Card,
  FieldRow,
  Form,
  List,
  SelectField,
  Stack,
  TextField,
} from '#src/ui/index.ts'
import { formatMoment } from '#src/domain/moment.ts'
import { securityText } from './text.ts'
import type { ApiToken } from './tokens.ts'

interface Props {
  view: View
  tokens: readonly ApiToken[]
  attempt: Attempt | undefined
}

export function TokensCard({ view, tokens, attempt }: Props) {
  const text = securityText[view.lang]
  return (
    <Card title={text.tokens}>
      <Stack>
        <p>{text.tokensHint}</p>
        {tokens.length > 0 ? (
          <List
            label={text.tokens}
            items={tokens.map((token) => ({
              icon: 'key',
              title: token.name,
              detail: [
                text.tokenCreated(formatMoment(token.createdAt, view)),
                token.lastUsedAt
                  ? text.tokenLastUsed(formatMoment(token.lastUsedAt, view))
                  : text.tokenNeverUsed,
                token.expiresAt ? text.tokenUntil(formatMoment(token.expiresAt, view)) : text.noEnd,
              ].join(' · '),
              aside: (
                <ActionForm action={`/parametres/securite/jetons/${token.id}/revocation`} frame={view.frame}>
                  <Button size="small">{text.tokenRevoke}</Button>
                </ActionForm>
              ),
            }))}
          />
        ) : null}
        <Form action="/parametres/securite/jetons" frame={view.frame} label={text.tokenCreate}>
          <FieldRow>
            <TextField
              name="name"
              label={text.tokenName}
              hint={text.tokenNameHint}
              value={attempt?.value('name')}
              error={attempt?.error('name')}
              required
              maxlength={100}
              autocomplete="off"
            />
            <SelectField
              name="expiresInDays"
              label={text.tokenExpires}
              value={attempt?.value('expiresInDays') ?? '365'}
              error={attempt?.error('expiresInDays')}
              width="short"
              options={[
                { value: '30', label: text.tokenMonth },
                { value: '365', label: text.tokenYear },
                { value: '0', label: text.tokenForever },
              ]}
            />
          </FieldRow>
          <Button>{text.tokenCreate}</Button>
        </Form>
      </Stack>
    </Card>
  )
}
