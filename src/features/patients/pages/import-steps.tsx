import type { Lang } from '#src/platform/text.ts'
import { Steps } from '#src/ui/index.ts'
import { importText } from '../import-text.ts'

export function ImportSteps({ lang, current }: { lang: Lang; current: 0 | 1 | 2 }) {
  const t = importText[lang]
  const steps = [
    { label: t.stepFile, href: '/patients/import' },
    { label: t.stepReview },
    { label: t.stepDone },
  ]
  return <Steps label={t.steps} steps={steps} current={current} />
}
