import type { View } from '#src/platform/http/visit.ts'
import { ButtonRow, Card, LinkButton, List } from '#src/ui/index.ts'
import { type PersonToTell, messageFor } from './people-to-tell.ts'
import { affectedText } from './affected-text.ts'

/** A message ready for each, for the practitioner's own mail or telephone to send. */
export function PeopleToTell({ view, people }: { view: View; people: readonly PersonToTell[] }) {
  const t = affectedText[view.lang]
  return (
    <Card title={t.tell} aside={String(people.length)}>
      <p>{t.tellHint}</p>
      <List
        items={people.map((person) => {
          const message = messageFor(person, view.zone, view.lang)
          return {
            title: person.name,
            href: `/rendez-vous/${person.appointmentId}`,
            detail: message,
            actions: (
              <ButtonRow>
                {person.email ? (
                  <LinkButton href={mailTo(person.email, t.subject, message)} size="small" icon="mail">
                    {t.writeMail}
                  </LinkButton>
                ) : null}
                {person.phone ? (
                  <LinkButton href={smsTo(person.phone, message)} size="small" icon="phone">
                    {t.writeText}
                  </LinkButton>
                ) : null}
              </ButtonRow>
            ),
          }
        })}
      />
    </Card>
  )
}

/** RFC 6068: every special character of the address and the text is percent-encoded. */
function mailTo(address: string, subject: string, body: string): string {
  return `mailto:${encodeURIComponent(address)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`
}

/** RFC 5724, with the body that telephones read. */
function smsTo(phone: string, body: string): string {
  return `sms:${phone.replaceAll(/[^+\d]/g, '')}?body=${encodeURIComponent(body)}`
}
