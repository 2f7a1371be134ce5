import type { View } from '#src/platform/http/visit.ts'
import { RadioChips } from '#src/ui/index.ts'
import { SCOPES } from '../../series/occurrences.ts'
import { seriesText } from './series-text.ts'

/** Which appointments of the series a form is about; nothing for one that stands alone. */
export function ScopeField(props: { view: View; seriesId: string | null; value: string }) {
  if (props.seriesId === null) return null
  const t = seriesText[props.view.lang]
  return (
    <RadioChips
      name="scope"
      label={t.scope}
      value={props.value === '' ? 'this' : props.value}
      hint={t.scopeHint}
      options={SCOPES.map((scope) => ({ value: scope, label: t.scopes[scope] }))}
    />
  )
}
