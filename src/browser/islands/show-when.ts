/** Shows a part of a form while another field has one of the values it is meant for. */
export function showWhen(element: HTMLElement): void {
  const form = element.closest('form')
  const field = element.dataset['field']
  if (!form || !field) return
  const values = (element.dataset['values'] || '').split(' ')
  const update = () => {
    const given = new FormData(form).getAll(field)
    element.hidden = !given.some((value) => typeof value === 'string' && values.indexOf(value) >= 0)
  }
  form.addEventListener('change', update)
  // After going back, browsers put old answers in without telling.
  window.addEventListener('pageshow', update)
  update()
}
