import { formatCents } from '#src/domain/money.ts'
import type { Lang } from '../frame.ts'

/** `number` counts or averages; `euros` are integer cents; `percent` is 4.6 for 4.6 %. */
export type Unit = 'number' | 'euros' | 'percent'

/** As the table says it: exact in cents, up to two decimals otherwise; a dash for what is not known. */
export function formatFigure(value: number | null, unit: Unit, lang: Lang): string {
  if (value === null) return '—'
  if (unit === 'euros') return formatCents(value, lang)
  const number = numbers[lang].format(value)
  if (unit === 'number') return number
  return lang === 'fr' ? `${number}\u00a0%` : `${number}%`
}

/** Beside a drawing: whole euros. */
export function formatRounded(value: number, unit: Unit, lang: Lang): string {
  if (unit !== 'euros') return formatFigure(value, unit, lang)
  return withoutCents(formatCents(Math.round(value / 100) * 100 + 0, lang))
}

/** The marks of an axis; euros have cents only where a mark needs them. */
export function formatTicks(ticks: readonly number[], unit: Unit, lang: Lang): string[] {
  const texts = ticks.map((tick) => formatFigure(tick, unit, lang))
  return unit === 'euros' && ticks.every((tick) => tick % 100 === 0) ? texts.map(withoutCents) : texts
}

const numbers = { fr: numberFormat('fr'), en: numberFormat('en') }

function numberFormat(lang: Lang): Intl.NumberFormat {
  return new Intl.NumberFormat(lang, { maximumFractionDigits: 2, signDisplay: 'negative' })
}

function withoutCents(text: string): string {
  return text.replace(/[.,]00(?=\D*$)/, '')
}
