import { formatDate, formatTime } from '#src/domain/civil-format.ts'
import { wallTimeOf } from '#src/domain/civil-time.ts'
import type { Attempt } from '#src/platform/http/routes.ts'
import type { View } from '#src/platform/http/visit.ts'
import {
  Badge,
  Button,
  ButtonRow,
  Card,
  ConfirmWord,
  CopyField,
  EmptyState,
  ErrorSummary,
  Form,
  LinkButton,
  List,
  Notice,
  PageHeader,
  PracticeLayout,
  RadioChips,
  ShowWhen,
  Stack,
  TextField,
} from '#src/ui/index.ts'
import { TITLES } from './discreet-title.ts'
import type { Feed } from './feeds.ts'
import { feedText } from './text.ts'

interface FeedsProps {
  view: View
  feeds: readonly Feed[]
  attempt?: Attempt | undefined
}

export function FeedsPage({ view, feeds, attempt }: FeedsProps) {
  const t = feedText[view.lang]
  return (
    <PracticeLayout frame={view.frame} title={t.title} width="narrow" floatingAction="none">
      <PageHeader title={t.title} subtitle={t.lead} back={{ href: '/parametres', label: t.settings }} />
      <ErrorSummary lang={view.lang} errors={attempt?.errors ?? []} />
      <Stack>
        {feeds.length === 0 ? (
          <Card>
            <EmptyState icon="calendar-days" title={t.none}>
              {t.noneText}
            </EmptyState>
          </Card>
        ) : (
          <AddressesCard view={view} feeds={feeds} />
        )}
        <NewAddressCard view={view} attempt={attempt} />
      </Stack>
    </PracticeLayout>
  )
}

function AddressesCard({ view, feeds }: FeedsProps) {
  const t = feedText[view.lang]
  const say = (instant: Temporal.Instant): string => {
    const wall = wallTimeOf(instant, view.zone)
    const date = formatDate(wall, wall.year === view.today.year ? 'short' : 'long', view.lang)
    return `${date} ${formatTime(wall, view.lang)}`
  }
  return (
    <Card title={t.addresses} padding="flush">
      <List
        label={t.addresses}
        items={feeds.map((feed) => ({
          icon: 'link',
          title: (
            <>
              {feed.name || t.unnamed}{' '}
              <Badge tone={feed.titles === 'names' ? 'warning' : 'neutral'}>
                {t.choices[feed.titles].label}
              </Badge>
            </>
          ),
          detail: [
            t.created(say(feed.createdAt)),
            feed.lastReadAt ? t.lastRead(say(feed.lastReadAt)) : t.neverRead,
          ].join(' · '),
          aside: (
            <LinkButton href={`/parametres/calendrier/${feed.id}/revocation`} size="small">
              {t.revoke}
            </LinkButton>
          ),
        }))}
      />
    </Card>
  )
}

function NewAddressCard({ view, attempt }: Omit<FeedsProps, 'feeds'>) {
  const t = feedText[view.lang]
  return (
    <Card title={t.newAddress}>
      <Form action="/parametres/calendrier" frame={view.frame} label={t.newAddress}>
        <TextField
          name="name"
          label={t.name}
          hint={t.nameHint}
          value={attempt?.value('name')}
          error={attempt?.error('name')}
          maxlength={100}
          autocomplete="off"
        />
        <RadioChips
          name="titles"
          label={t.titles}
          value={attempt?.value('titles') || 'initials'}
          error={attempt?.error('titles')}
          hint={t.never}
          options={TITLES.map((value) => ({ value, ...t.choices[value] }))}
        />
        <ShowWhen field="titles" values={['names']}>
          <Notice kind="warning" title={t.warningTitle}>
            {t.warning}
          </Notice>
        </ShowWhen>
        <ButtonRow align="end">
          <Button variant="primary" icon="link">
            {t.create}
          </Button>
        </ButtonRow>
      </Form>
    </Card>
  )
}

/** The only page that ever shows the address. */
export function NewAddressPage({ view, url }: { view: View; url: string }) {
  const t = feedText[view.lang]
  return (
    <PracticeLayout frame={view.frame} title={t.createdTitle} width="narrow" floatingAction="none">
      <PageHeader title={t.createdTitle} subtitle={t.createdLead} />
      <Stack>
        <Card
          footer={
            <ButtonRow>
              <LinkButton href={url.replace(/^https?:/, 'webcal:')} variant="primary" icon="calendar-plus">
                {t.subscribe}
              </LinkButton>
              <LinkButton href="/parametres/calendrier">{t.done}</LinkButton>
            </ButtonRow>
          }
        >
          <CopyField name="url" lang={view.lang} label={t.address} value={url} />
        </Card>
        <Card title={t.howTitle}>
          <Stack>
            <List
              label={t.howTitle}
              items={[t.how.google, t.how.apple, t.how.outlook, t.how.thunderbird].map((way) => ({
                icon: 'calendar-days',
                title: way,
              }))}
            />
            <p>{t.rhythm}</p>
          </Stack>
        </Card>
      </Stack>
    </PracticeLayout>
  )
}

export function RevokePage({
  view,
  feed,
  attempt,
}: {
  view: View
  feed: Feed
  attempt?: Attempt | undefined
}) {
  const t = feedText[view.lang]
  const here = '/parametres/calendrier'
  return (
    <PracticeLayout frame={view.frame} title={t.revokeTitle} width="narrow" floatingAction="none">
      <PageHeader title={t.revokeTitle} back={{ href: here, label: t.title }} />
      <ErrorSummary lang={view.lang} errors={attempt?.errors ?? []} />
      <Card padding="large">
        <Form action={`${here}/${feed.id}/revocation`} frame={view.frame}>
          <Notice kind="warning">{t.revokeText(feed.name || t.unnamed)}</Notice>
          <ConfirmWord lang={view.lang} word={t.word} error={attempt?.error('confirmation')} />
          <ButtonRow align="end">
            <LinkButton href={here}>{t.keep}</LinkButton>
            <Button variant="danger">{t.revoke}</Button>
          </ButtonRow>
        </Form>
      </Card>
    </PracticeLayout>
  )
}
