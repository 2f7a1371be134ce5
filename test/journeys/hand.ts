/**
 * One person at one browser, old or new, with scripts or without: what hands and eyes do there, by the words on
 * the screen. A journey written with it is the same journey in every browser.
 */
export interface Hand {
  /** Where the practice answers. */
  url: string
  /** Whether the pages' scripts run. */
  scripts: boolean
  /** Types an address of the practice. */
  open(path: string): Promise<void>
  /** Presses a link; a form that opens in a dialog is open when this returns. */
  follow(name: string, place?: Place): Promise<void>
  /** Presses a button that sends its form, and waits for the page that answers. */
  press(name: string, place?: Place): Promise<void>
  type(label: string, text: string): Promise<void>
  /** Chooses a radio chip or ticks a box. */
  pick(label: string): Promise<void>
  /** Types into a field that suggests; takes the suggestion where scripts offer one. */
  typeAndTake(label: string, text: string, suggestion: string): Promise<void>
  attach(label: string, file: string): Promise<void>
  /** Waits until these words stand on the page. Spaces of all kinds are one. */
  sees(...words: readonly string[]): Promise<void>
  /** The page's words, or those of one place on it. */
  read(place?: Place): Promise<string>
  valueOf(label: string): Promise<string>
  /** Where a link of that name leads. */
  hrefOf(name: string): Promise<string>
  path(): Promise<string>
  /** Fetches a file as this browser would, with its cookies. */
  download(path: string): Promise<Response>
}

/** A line, card or notice on the page, by words that stand in it: the smallest one that has them. */
export interface Place {
  in: string
}

export const PLACES = 'li, tr, section, .card, .notice'

/** What the eye takes for the same words: no-break and narrow spaces, line breaks, typographic apostrophes kept. */
export function plainWords(text: string): string {
  return text.replaceAll(/[\s\u00a0\u202f]+/g, ' ').trim()
}

/** Adds to a failure where the hand was and what stood there. */
export async function tellWhere<T>(hand: Hand, journey: Promise<T>): Promise<T> {
  return journey.catch(async (error: unknown) => {
    const message = error instanceof Error ? error.message : String(error)
    throw new Error(`${message}\non ${await hand.path()}: ${(await hand.read()).slice(0, 3000)}`, {
      cause: error,
    })
  })
}
