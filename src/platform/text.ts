/** The languages of the interface: French is the source, English is complete. */
export type Lang = 'fr' | 'en'

type Entry = string | ((...args: never[]) => string)
export interface Texts {
  readonly [key: string]: Entry | Texts
}

type Translated<Source> = {
  readonly [Key in keyof Source]: Source[Key] extends string
    ? string
    : Source[Key] extends (...args: infer Args) => string
      ? (...args: Args) => string
      : Translated<Source[Key]>
}

/** A catalogue: every key of the French source must exist in English, or it does not compile. */
export function catalogue<Source extends Texts>(
  fr: Source,
  en: Translated<Source>,
): Record<Lang, Translated<Source>> {
  return { fr: fr as unknown as Translated<Source>, en }
}
