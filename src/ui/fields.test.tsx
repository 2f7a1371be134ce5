import type { Child } from 'hono/jsx'
import { describe, expect, it } from 'vitest'
import { CheckboxField, RadioChips, SelectField } from './choice-field.tsx'
import { Combobox } from './combobox.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { ActionForm, Form } from './form.tsx'
import { Button } from './button.tsx'
import { MoneyField, PasswordField, TextArea, TextField } from './text-field.tsx'

const hostile = `"><b>O'Neil</b> =cmd() 李`
const escaped = '&quot;&gt;&lt;b&gt;O&#39;Neil&lt;/b&gt; =cmd() 李'

describe('a refused field', () => {
  const html = render(
    <TextField
      name="email"
      label="Courriel"
      value="a@"
      error="Incomplet."
      hint="Pour les rappels."
      required
    />,
  )

  it('keeps what was typed', () => {
    expect(html).toContain('value="a@"')
  })

  it('is said to be wrong, with the reason and the hint', () => {
    expect(html).toContain('aria-invalid="true"')
    expect(html).toContain('aria-describedby="field-email-hint field-email-error"')
    expect(html).toContain('id="field-email-error"')
    expect(html).toContain('Incomplet.')
  })

  it('is where the summary leads', () => {
    const summary = render(<ErrorSummary lang="fr" errors={[{ field: 'email', message: 'Incomplet.' }]} />)
    expect(summary).toContain('<a href="#field-email">Incomplet.</a>')
    expect(html).toContain('id="field-email"')
  })
})

describe('what was typed comes back as typed', () => {
  it.each([
    ['text', <TextField name="a" label="A" value={hostile} />],
    ['combobox', <Combobox name="a" label="A" lang="fr" source="/p" text={hostile} />],
    ['money', <MoneyField name="a" label="A" value={hostile} />],
    ['option', <SelectField name="a" label="A" value={hostile} options={[{ value: hostile, label: 'x' }]} />],
    ['chip', <RadioChips name="a" label="A" value={hostile} options={[{ value: hostile, label: 'x' }]} />],
    ['checkbox', <CheckboxField name="a" label="A" value={hostile} />],
  ])('%s', (_kind, field) => {
    expect(render(field)).toContain(`value="${escaped}"`)
  })

  it('text area, its first line break too', () => {
    // Browsers drop one line break after the tag: there must be one more than was typed.
    expect(render(<TextArea name="a" label="A" value={`\n${hostile}`} />)).toContain(
      `>\n\n${escaped}</textarea>`,
    )
  })

  it('but never a password', () => {
    expect(render(<PasswordField name="p" label="P" lang="fr" />)).not.toMatch(/type="password"[^>]*value=/)
  })
})

describe('choices', () => {
  it('select the given value and no other', () => {
    const options = [
      { value: '30', label: '30 min' },
      { value: '45', label: '45 min' },
    ]
    expect(render(<SelectField name="d" label="D" value="45" options={options} />)).toMatch(
      /<option value="30">[\s\S]*<option value="45" selected=""/,
    )
    expect(render(<RadioChips name="d" label="D" value="45" options={options} />)).toMatch(
      /value="45" checked=""/,
    )
    expect(render(<RadioChips name="d" label="D" options={options} />)).not.toContain('checked')
  })
})

describe('Form', () => {
  const frame = { csrf: 'token-1' }

  it('posts with its token and the submission id it was given', () => {
    const html = render(
      <Form action="/x" frame={frame} submissionId="s-1" version={3}>
        <Button>Envoyer</Button>
      </Form>,
    )
    expect(html).toContain('<form method="post" action="/x"')
    expect(html).toContain('name="_csrf" value="token-1"')
    expect(html).toContain('name="submissionId" value="s-1"')
    expect(html).toContain('name="version" value="3"')
  })

  it('makes a new submission id each time none is given', () => {
    const ids = [1, 2].map(() => {
      const html = render(<ActionForm action="/x" frame={frame} children={<Button>Envoyer</Button>} />)
      return /name="submissionId" value="([0-9a-f-]{36})"/.exec(html)?.[1]
    })
    expect(ids[0]).toBeDefined()
    expect(ids[0]).not.toBe(ids[1])
  })
})

function render(node: Child): string {
  return String(node)
}
