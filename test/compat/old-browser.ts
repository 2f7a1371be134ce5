import { expect } from 'vitest'
import { type Hand, PLACES, type Place, plainWords } from '#test/journeys/hand.ts'
import type { OldBrowser } from './chromium65.ts'

/** Hands on Chromium 65: the same words pressed and typed, through the DevTools protocol. */
export function handOnOld(browser: OldBrowser, url: string, options: { scripts: boolean }): Hand {
  const { scripts } = options
  /** Runs an expression over `see`, the eyes below, in the page as it is now. */
  const look = <T>(expression: string): Promise<T> => browser.evaluate<T>(`(${EYES})().${expression}`)
  const until = async (expression: string): Promise<void> => {
    await expect.poll(() => look<boolean>(expression).catch(() => false), { timeout: 15_000 }).toBe(true)
  }
  const answered = async (control: string): Promise<void> => {
    await browser.clickThrough(control)
  }
  const mark = (call: string): Promise<string> => look<string>(call)
  const read = async (place?: Place): Promise<string> =>
    plainWords(await look<string>(`words(${JSON.stringify(place?.in ?? '')})`))
  const named = (kind: 'link' | 'button', name: string, place?: Place): Promise<string> =>
    mark(`control(${JSON.stringify(kind)}, ${JSON.stringify(name)}, ${JSON.stringify(place?.in ?? '')})`)
  const field = (label: string): Promise<string> => mark(`field(${JSON.stringify(label)})`)
  return {
    url,
    scripts,
    open: (path) => browser.goto(url + path),
    async follow(name, place) {
      const link = await named('link', name, place)
      const island = await browser.evaluate<string>(
        `document.querySelector('${link}').getAttribute('data-island') || ''`,
      )
      if (!scripts || !island.includes('dialog')) return answered(link)
      await browser.evaluate(`document.querySelector('${link}').click()`)
      await until('hasDialog()')
    },
    press: async (name, place) => answered(await named('button', name, place)),
    type: async (label, text) => browser.fill(await field(label), text),
    pick: async (label) => {
      const chip = await mark(`choice(${JSON.stringify(label)})`)
      await browser.evaluate(`document.querySelector('${chip}').click()`)
    },
    async typeAndTake(label, text, suggestion) {
      const input = await field(label)
      await browser.fill(input, text)
      if (!scripts) return
      await until(`hasOption(${JSON.stringify(suggestion)})`)
      const option = await mark(`option(${JSON.stringify(suggestion)})`)
      await browser.evaluate(`document.querySelector('${option}').click()`)
    },
    attach: async (label, file) => browser.attachFile(await field(label), file),
    async sees(...words) {
      for (const word of words) {
        await expect.poll(() => read().catch(() => ''), { timeout: 15_000 }).toContain(plainWords(word))
      }
    },
    read,
    valueOf: async (label) => browser.evaluate(`document.querySelector('${await field(label)}').value`),
    hrefOf: async (name) =>
      browser.evaluate(`document.querySelector('${await named('link', name)}').getAttribute('href')`),
    path: () => browser.evaluate('location.pathname'),
    download: async (path) => fetch(url + path, { headers: { cookie: await browser.cookieHeader(url) } }),
  }
}

/**
 * What finds things by their words, inside the page. Each finding is marked and answered as a selector; nothing
 * found throws with what was sought.
 */
const EYES = String.raw`function () {
  var plain = function (text) { return (text || '').replace(/[\s\u00a0\u202f]+/g, ' ').trim() };
  var all = function (within, selector) { return Array.prototype.slice.call(within.querySelectorAll(selector)) };
  var shown = function (part) { return part.getClientRects().length > 0 };
  var dialogs = all(document, 'dialog[open]');
  var top = dialogs[dialogs.length - 1] || document.body;
  var place = function (words) {
    if (!words) return top;
    var found = all(top, ${JSON.stringify(PLACES)}).filter(function (part) { return shown(part) && plain(part.textContent).indexOf(plain(words)) >= 0 });
    return found[found.length - 1] || missing('place', words);
  };
  var missing = function (kind, words) { throw new Error('no ' + kind + ' "' + words + '" on ' + location.pathname) };
  var marked = function (part, kind, words) {
    if (!part) missing(kind, words);
    all(document, '[data-found]').forEach(function (old) { old.removeAttribute('data-found') });
    part.setAttribute('data-found', '');
    return '[data-found]';
  };
  var nameOf = function (part) { return plain(part.getAttribute('aria-label') || part.textContent) };
  var options = function (words) {
    return all(top, '[role=option]').filter(function (part) { return shown(part) && plain(part.textContent).indexOf(words) >= 0 });
  };
  return {
    control: function (kind, name, near) {
      var found = all(place(near), kind === 'link' ? 'a[href]' : 'button').filter(function (part) { return shown(part) && nameOf(part) === name });
      return marked(found[0], kind, name);
    },
    field: function (name) {
      var label = all(top, 'label').filter(function (part) { return plain(part.textContent).replace(/[ *]+$/, '') === name })[0] || missing('label', name);
      return marked(document.getElementById(label.htmlFor), 'field', name);
    },
    choice: function (name) {
      return marked(all(top, 'label').filter(function (part) { return shown(part) && plain(part.textContent).indexOf(name) >= 0 })[0], 'choice', name);
    },
    hasOption: function (words) { return options(words).length > 0 },
    option: function (words) { return marked(options(words)[0], 'suggestion', words) },
    hasDialog: function () { return dialogs.length > 0 },
    words: function (near) { return place(near).innerText },
  };
}`
