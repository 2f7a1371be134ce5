import ICAL from 'ical.js'
import nodeIcal from 'node-ical'

/** Start and end of one thing a calendar program shows, in UTC; whole days as dates. */
export type Shown = { startsAt: string; endsAt: string; summary: string; status: string }

/** What node-ical shows between two instants. */
export function showByNodeIcal(text: string, from: string, to: string): Shown[] {
  const calendar = nodeIcal.sync.parseICS(text)
  const shown: Shown[] = []
  for (const component of Object.values(calendar)) {
    if (component?.type !== 'VEVENT') continue
    for (const instance of nodeIcal.expandRecurringEvent(component, {
      from: new Date(from),
      to: new Date(to),
    })) {
      const say = (date: Date): string =>
        instance.isFullDay
          ? new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 10)
          : date.toISOString()
      const { event } = instance
      shown.push({
        startsAt: say(instance.start),
        endsAt: say(instance.end),
        summary: String(instance.summary),
        status: String(event.status),
      })
    }
  }
  return sorted(shown)
}

/** The same by ical.js, which knows no zones but those the file tells. */
export function showByIcalJs(text: string, from: string, to: string): Shown[] {
  const calendar = new ICAL.Component(ICAL.parse(text) as never)
  for (const zone of calendar.getAllSubcomponents('vtimezone')) {
    ICAL.TimezoneService.register(new ICAL.Timezone(zone))
  }
  const components = calendar.getAllSubcomponents('vevent')
  const events = components.map((component) => new ICAL.Event(component))
  const masters = events.filter((event) => !event.isRecurrenceException())
  const shown: Shown[] = []
  for (const master of masters) {
    for (const exception of events.filter(
      (event) => event.isRecurrenceException() && event.uid === master.uid,
    )) {
      master.relateException(exception)
    }
    const push = (event: ICAL.Event, startDate: ICAL.Time, endDate: ICAL.Time): void => {
      const status = String(event.component.getFirstPropertyValue('status'))
      shown.push({ startsAt: sayTime(startDate), endsAt: sayTime(endDate), summary: event.summary, status })
    }
    if (!master.isRecurring()) {
      push(master, master.startDate, master.endDate)
      continue
    }
    const iterator = master.iterator()
    for (let next = iterator.next(), n = 0; next && n < 1_000; next = iterator.next(), n++) {
      if (sayTime(next) > to) break
      const { item, startDate, endDate } = master.getOccurrenceDetails(next)
      push(item, startDate, endDate)
    }
  }
  ICAL.TimezoneService.reset()
  return sorted(shown.filter((one) => one.startsAt < to && one.endsAt > from))
}

function sayTime(time: ICAL.Time): string {
  return time.isDate ? time.toString() : new Date(time.toUnixTime() * 1000).toISOString()
}

function sorted(shown: readonly Shown[]): Shown[] {
  const key = ({ startsAt, endsAt, summary }: Shown): string => `${startsAt} ${endsAt} ${summary}`
  return shown.toSorted((a, b) => (key(a) < key(b) ? -1 : 1))
}
