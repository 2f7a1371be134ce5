import { SETTINGS_GROUPS, type SettingsEntry } from '#src/platform/house.ts'
import type { View } from '#src/platform/http/visit.ts'
import { Card, CardGrid, type IconName, List, PageHeader, PracticeLayout } from '#src/ui/index.ts'
import { settingsText } from './text.ts'

/** The settings there are, grouped as their features declare them; each is an address that answers. */
export function HubPage({ view, entries }: { view: View; entries: readonly SettingsEntry[] }) {
  const text = settingsText[view.lang]
  return (
    <PracticeLayout frame={view.frame} title={text.title} floatingAction="none">
      <PageHeader title={text.title} subtitle={text.lead} />
      <CardGrid columns={3}>
        {SETTINGS_GROUPS.map((group) => (
          <Card title={text.groups[group]} padding="flush">
            <List
              label={text.groups[group]}
              items={entries
                .filter((entry) => entry.group === group)
                .map(({ href, icon, title, detail }) => ({
                  href,
                  icon: icon as IconName,
                  title: title[view.lang],
                  detail: detail[view.lang],
                }))}
            />
          </Card>
        ))}
      </CardGrid>
    </PracticeLayout>
  )
}
