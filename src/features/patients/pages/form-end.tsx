import type { Lang } from '#src/platform/text.ts'
import { Button, ButtonRow, LinkButton } from '#src/ui/index.ts'
import { peopleText } from '../people-text.ts'

/** The foot of a form: back without saving, or save. */
export function FormEnd(props: { lang: Lang; backHref: string; label?: string | undefined }) {
  const t = peopleText[props.lang]
  return (
    <ButtonRow align="end">
      <LinkButton href={props.backHref} variant="quiet">
        {t.cancel}
      </LinkButton>
      <Button variant="primary" icon="check">
        {props.label ?? t.save}
      </Button>
    </ButtonRow>
  )
}
