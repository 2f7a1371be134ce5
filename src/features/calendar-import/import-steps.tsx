import type { View } from '#src/platform/http/visit.ts'
import { Steps } from '#src/ui/index.ts'
import { calendarImportText } from './import-text.ts'

export function ImportSteps({ view, current }: { view: View; current: number }) {
  const t = calendarImportText[view.lang]
  return (
    <Steps
      label={t.steps}
      current={current}
      steps={[{ label: t.stepFile, href: '/agenda/import' }, { label: t.stepReview }, { label: t.stepDone }]}
    />
  )
}
