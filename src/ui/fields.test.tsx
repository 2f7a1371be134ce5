import type { Child } from 'hono/jsx'
import { describe, expect, it } from 'vitest'
import { type Page, readHtml } from '#test/page/read-page.ts'
import { CheckboxField, RadioChips, SelectField } from './choice-field.tsx'
import { Combobox } from './combobox.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { ActionForm, Form } from './form.tsx'
import { Button } from './button.tsx'
import { MoneyField, PasswordField, TextArea, TextField } from './text-field.tsx'

const hostile = `"><b>O'Neil</b> =cmd() 李`

describe('a refused field', () => {
  const field = read(
    <TextField
      name="email"
      label="Courriel"
      value="a@"
      error="Incomplet."
      hint="Pour les rappels."
      required
    />,
  ).field('email')

  it('keeps what was typed', () => {
    expect(field.value).toBe('a@')
  })

  it('is said to be wrong, with the reason and the hint', () => {
    expect(field).toMatchObject({ error: 'Incomplet.', hint: 'Pour les rappels.', isRequired: true })
    expect(field.attribute('aria-invalid')).toBe('true')
  })

  it('is where the summary leads', () => {
    const summary = read(<ErrorSummary lang="fr" errors={[{ field: 'email', message: 'Incomplet.' }]} />)
    expect(summary.link('Incomplet.').attribute('href')).toBe('#field-email')
    expect(field.attribute('id')).toBe('field-email')
  })
})

describe('what was typed comes back as typed', () => {
  it.each([
    ['text', <TextField name="a" label="A" value={hostile} />],
    ['combobox', <Combobox name="b" label="A" lang="fr" source="/p" text={hostile} />, 'bText'],
    ['money', <MoneyField name="a" label="A" value={hostile} />],
    ['option', <SelectField name="a" label="A" value={hostile} options={[{ value: hostile, label: 'x' }]} />],
    ['chip', <RadioChips name="a" label="A" value={hostile} options={[{ value: hostile, label: 'x' }]} />],
    ['checkbox', <CheckboxField name="a" label="A" value={hostile} checked />],
  ])('%s', (_kind, field, name = 'a') => {
    const page = read(field)
    expect(page.field(name).value).toBe(hostile)
    expect(page.parts('b')).toEqual([])
  })

  it('text area, its first line break too', () => {
    const typed = `\n${hostile}`
    expect(read(<TextArea name="a" label="A" value={typed} />).field('a').value).toBe(typed)
  })

  it('but never a password', () => {
    const field = read(<PasswordField name="p" label="P" lang="fr" />).field('p')
    expect([field.type, field.attribute('value')]).toEqual(['password', undefined])
  })
})

describe('choices', () => {
  it('select the given value and no other', () => {
    const options = [
      { value: '30', label: '30 min' },
      { value: '45', label: '45 min' },
    ]
    const chosen = (node: Child): string[] =>
      read(node)
        .field('d')
        .options.filter((option) => option.isChosen)
        .map((option) => option.value)
    expect(chosen(<SelectField name="d" label="D" value="45" options={options} />)).toEqual(['45'])
    expect(chosen(<RadioChips name="d" label="D" value="45" options={options} />)).toEqual(['45'])
    expect(chosen(<RadioChips name="d" label="D" options={options} />)).toEqual([])
  })
})

describe('Form', () => {
  const frame = { csrf: 'token-1' }

  it('posts with its token and the submission id it was given', () => {
    const page = read(
      <Form action="/x" frame={frame} submissionId="s-1" version={3}>
        <Button>Envoyer</Button>
      </Form>,
    )
    const form = page.form('/x')
    expect(form.attribute('method')).toBe('post')
    expect(form.values()).toEqual({ _csrf: ['token-1'], submissionId: ['s-1'], version: ['3'] })
  })

  it('makes a new submission id each time none is given', () => {
    const ids = [1, 2].map(() => {
      const page = read(<ActionForm action="/x" frame={frame} children={<Button>Envoyer</Button>} />)
      return page.field('submissionId').value
    })
    for (const id of ids) expect(id).toMatch(/^[0-9a-f-]{36}$/)
    expect(ids[0]).not.toBe(ids[1])
  })
})

function read(node: Child): Page {
  return readHtml(String(node))
}
