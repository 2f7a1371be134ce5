import { describe, expect, test } from 'vitest'
import { readHtml, readPage } from './read-page.ts'

const html = `<!doctype html><html lang="fr"><head><title>Fiche</title></head><body>
  <h1>Une <b>fiche</b></h1><p>Tom</p><p>O&#39;Neil</p><script>hidden()</script>
  <a class="x" href="/patients?q=a&amp;page=2">Page
    suivante</a> <a href="/aide" aria-label="Aide">?</a>
  <form action="/fiche" method="post" id="main">
    <input value="t" name="_csrf" type="hidden"><input type="hidden" value="3" name="version">
    <label for="p">Prix <span>*</span></label>
    <input required id="p" value="60,555" aria-describedby="p-hint p-error" name="price">
    <p id="p-hint">En euros</p><p id="p-error"><span>Pas un montant.</span></p>
    <select name="kind"><option>un</option><option value="2" selected>deux</option></select>
    <select name="first"><option value="a">A</option><option value="b" disabled>B</option></select>
    <textarea name="remarks">
\n deux  blancs &lt;b&gt;</textarea>
    <div role="radiogroup" aria-describedby="r-error">
      <label><input type="radio" name="r" value="x">X</label><label><input type="radio" name="r" value="y" checked>Y</label>
      <p id="r-error">Trop tard.</p></div>
    <label><input type="checkbox" name="on" checked>Oui</label><input type="checkbox" name="off" value="1">
    <input type="checkbox" name="days" value="1" checked><input type="checkbox" name="days" value="3" checked>
    <input name="shut" value="no" disabled><input type="file" name="file">
    <button name="edit" value="add">Ajouter</button>
  </form>
  <input form="main" name="far" value="away">
  <form action="/autre"><input name="version" value="9"></form></body></html>`
const page = readHtml(html)

describe('a page', () => {
  test('is read in its words, without what nobody reads', () => {
    expect([page.heading, page.title, page.language]).toEqual(['Une fiche', 'Fiche', 'fr'])
    expect(page.text()).toMatch(/^Une fiche Tom O'Neil Page suivante \? Prix \* En euros Pas un montant\. /)
    expect(page.text()).not.toContain('hidden')
  })

  test('has links by their words or their address, and buttons by their words', () => {
    expect(page.link('Page suivante').attribute('href')).toBe('/patients?q=a&page=2')
    expect(page.link('/patients?q=a&page=2').text()).toBe('Page suivante')
    expect(page.link('Aide').attribute('href')).toBe('/aide')
    expect(page.button('Ajouter').attribute('value')).toBe('add')
    expect(page.parts('input', { name: 'price', required: true, disabled: false })).toHaveLength(1)
    expect(page.parts('input', { name: /^pr/, value: /0,5/ })).toHaveLength(1)
    expect(page.parts('input', { name: 'price', value: '60' })).toEqual([])
  })

  test('has fields with what is said of them', () => {
    expect(page.field('price')).toMatchObject({
      type: 'text',
      value: '60,555',
      label: 'Prix *',
      error: 'Pas un montant.',
      hint: 'En euros',
      isRequired: true,
      isDisabled: false,
    })
    expect(page.field('remarks').value).toBe('\n deux  blancs <b>')
    expect(page.field('kind')).toMatchObject({
      value: '2',
      error: undefined,
      options: [
        { value: 'un', label: 'un', isChosen: false },
        { value: '2', label: 'deux', isChosen: true },
      ],
    })
    expect(page.field('first').value).toBe('a')
    expect(page.field('r')).toMatchObject({
      value: 'y',
      error: 'Trop tard.',
      options: [{ label: 'X' }, { label: 'Y' }],
    })
    expect([page.field('on'), page.field('off')]).toMatchObject([
      { value: 'on', isChecked: true },
      { value: '', isChecked: false },
    ])
    expect(page.fields('days').map((field) => field.value)).toEqual(['1', '3'])
    expect(page.fields(/^(on|off)$/)).toHaveLength(2)
  })

  test('refuses to be asked for what is not there, or is there twice', () => {
    expect(() => page.field('cost')).toThrow(/0 of: field "cost"\. There are: _csrf, version, price/)
    expect(() => page.field('version')).toThrow(/2 of: field "version"/)
    expect(() => page.link('Page')).toThrow(/0 of: link "Page"\. There are: Page suivante, Aide/)
    expect(() => page.form('/nulle-part')).toThrow(/There are: \/fiche, \/autre/)
  })
})

test('a form sends what a browser would', () => {
  expect(page.form('/autre').field('version').value).toBe('9')
  expect(page.form('/fiche').values()).toEqual({
    _csrf: ['t'],
    version: ['3'],
    price: ['60,555'],
    kind: ['2'],
    first: ['a'],
    remarks: ['\n deux  blancs <b>'],
    r: ['y'],
    on: ['on'],
    days: ['1', '3'],
    far: ['away'],
  })
})

test('an answer is read once it has come', async () => {
  expect((await readPage(Promise.resolve(new Response('<h1>Bonjour</h1>')))).heading).toBe('Bonjour')
})
