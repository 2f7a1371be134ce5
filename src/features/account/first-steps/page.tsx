import type { VisitorFrame } from '#src/platform/http/stranger.ts'
import type { Attempt } from '#src/platform/http/routes.ts'
import { Button, FieldGroup, FieldRow, Form, SelectField, TextField } from '#src/ui/index.ts'
import { DEPARTMENTS, FRENCH_ZONES } from '../departments.ts'
import { EntryPage, IdentifierField, NewPasswordField } from '../entry-page.tsx'
import { entryText } from '../entry-text.ts'
import { firstStepsText } from './text.ts'

export function FirstStepsPage({ frame, attempt }: { frame: VisitorFrame; attempt?: Attempt | undefined }) {
  const text = firstStepsText[frame.lang]
  const field = (name: string) => ({ name, value: attempt?.value(name), error: attempt?.error(name) })
  return (
    <EntryPage frame={frame} title={text.title} lead={text.lead} attempt={attempt} width="medium">
      <Form action="/premiers-pas" frame={frame}>
        <TextField
          {...field('code')}
          label={text.code}
          hint={text.codeHint}
          required
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
        />
        <FieldGroup title={text.practice} id="practice">
          <TextField
            {...field('practiceName')}
            label={text.practiceName}
            hint={text.practiceNameHint}
            required
            autocomplete="organization"
          />
          <FieldRow>
            <SelectField
              {...field('department')}
              label={text.department}
              hint={text.departmentHint}
              required
              empty={text.departmentEmpty}
              options={DEPARTMENTS.map(({ code, name }) => ({ value: code, label: `${code} ${name}` }))}
            />
            <SelectField
              {...field('timeZone')}
              label={text.timeZone}
              empty={text.timeZoneAuto}
              options={FRENCH_ZONES.map((zone) => ({ value: zone, label: zone }))}
            />
          </FieldRow>
        </FieldGroup>
        <FieldGroup title={text.you} id="you">
          <FieldRow>
            <TextField {...field('displayName')} label={text.displayName} required autocomplete="name" />
            <TextField
              {...field('profession')}
              label={text.profession}
              hint={text.professionHint}
              autocomplete="organization-title"
            />
          </FieldRow>
        </FieldGroup>
        <FieldGroup title={text.login} id="login">
          <IdentifierField lang={frame.lang} attempt={attempt} hint={text.identifierHint} />
          <NewPasswordField
            name="password"
            lang={frame.lang}
            attempt={attempt}
            label={entryText[frame.lang].password}
          />
        </FieldGroup>
        <Button variant="primary" size="large" wide>
          {text.submit}
        </Button>
      </Form>
    </EntryPage>
  )
}
