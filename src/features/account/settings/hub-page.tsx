import type { View } from '#src/platform/http/visit.ts'
import { Card, CardGrid, type IconName, List, PageHeader, PracticeLayout } from '#src/ui/index.ts'
import { settingsText } from './text.ts'

interface Entry {
  href: string
  icon: IconName
  title: string
  detail: string
}

/** The settings there are, grouped; each is an address that answers. */
export function settingsEntries(
  lang: View['lang'],
  hasKeyFile: boolean,
): { title: string; entries: Entry[] }[] {
  const text = settingsText[lang]
  const entry = (href: string, icon: IconName, title: string, detail: string): Entry => ({
    href,
    icon,
    title,
    detail,
  })
  return [
    {
      title: text.groupPractice,
      entries: [
        entry('/parametres/cabinet', 'building', text.practice, text.practiceDetail),
        entry('/types-de-rendez-vous', 'tag', text.types, text.typesDetail),
        entry('/horaires', 'clock', text.hours, text.hoursDetail),
        entry('/lieux', 'map-pin', text.places, text.placesDetail),
        entry('/parametres/agenda', 'calendar-days', text.agendaChoices, text.agendaChoicesDetail),
        entry('/absences', 'calendar-x', text.timeOff, text.timeOffDetail),
        entry('/parametres/calendrier', 'link', text.calendarLink, text.calendarLinkDetail),
      ],
    },
    {
      title: text.groupYou,
      entries: [
        entry('/parametres/compte', 'user', text.account, text.accountDetail),
        entry('/parametres/securite', 'shield-check', text.security, text.securityDetail),
        ...(hasKeyFile ? [entry('/parametres/cle', 'key', text.key, text.keyDetail)] : []),
      ],
    },
    {
      title: text.groupData,
      entries: [
        entry('/patients/import', 'users', text.importPatients, text.importPatientsDetail),
        entry('/agenda/import', 'calendar-days', text.importCalendar, text.importCalendarDetail),
        entry('/parametres/messages', 'mail', text.messages, text.messagesDetail),
        entry('/journal', 'history', text.journal, text.journalDetail),
      ],
    },
  ]
}

export function HubPage({ view, hasKeyFile }: { view: View; hasKeyFile: boolean }) {
  const text = settingsText[view.lang]
  return (
    <PracticeLayout frame={view.frame} title={text.title} floatingAction="none">
      <PageHeader title={text.title} subtitle={text.lead} />
      <CardGrid columns={3}>
        {settingsEntries(view.lang, hasKeyFile).map((group) => (
          <Card title={group.title} padding="flush">
            <List label={group.title} items={group.entries} />
          </Card>
        ))}
      </CardGrid>
    </PracticeLayout>
  )
}
