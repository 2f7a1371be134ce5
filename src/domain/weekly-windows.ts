import { type Span, mergeSpans } from './interval.ts'
import { type ClockSpan, type DayRange, type WallClock, weekdayOfDay } from './wall-clock.ts'

/** When somebody can come: one weekday's hours, every week or every second one. */
export interface WeeklyWindow extends ClockSpan {
  /** 1 Monday to 7 Sunday. */
  readonly weekday: number
  /** Every second week counts from the first such weekday on or after `firstDay`, which it then needs. */
  readonly everyWeeks: number
  readonly firstDay: number | null
  readonly lastDay: number | null
}

/** The moments of the windows in the days of the range, in order; spans neither overlap nor touch. */
export function windowSpans(
  windows: readonly WeeklyWindow[],
  { firstDay, lastDay }: DayRange,
  clock: WallClock,
): Span[] {
  const spans: Span[] = []
  for (let day = firstDay; day <= lastDay; day++) {
    for (const window of windows) {
      if (isOpenOn(window, day)) spans.push(...clock.spansOf(day, window.start, window.end))
    }
  }
  return mergeSpans(spans)
}

/** Whether what was said counts on a day, be it open then or not; its first and last day both do. */
export function isInForce({ firstDay, lastDay }: WeeklyWindow, day: number): boolean {
  return (firstDay === null || day >= firstDay) && (lastDay === null || day <= lastDay)
}

/** Whether a window holds on a day. */
export function isOpenOn(window: WeeklyWindow, day: number): boolean {
  if (window.weekday !== weekdayOfDay(day)) return false
  if (!isInForce(window, day)) return false
  return Math.floor((day - (window.firstDay ?? 0)) / 7) % window.everyWeeks === 0
}
