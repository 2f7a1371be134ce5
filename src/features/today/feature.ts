import type { Feature } from '#src/platform/feature.ts'
import type { IconName } from '#src/ui/index.ts'
import { todayRoutes } from './routes.tsx'

export const today: Feature<IconName> = {
  name: 'today',
  routes: todayRoutes,
  navigation: [
    {
      key: 'today',
      group: 'day',
      order: 10,
      href: '/aujourdhui',
      icon: 'sunrise',
      label: { fr: 'Aujourd’hui', en: 'Today' },
      tab: true,
    },
  ],
  shortcuts: [{ order: 30, href: '/aujourdhui', icon: 'sunrise', label: { fr: 'Aujourd’hui', en: 'Today' } }],
}
