// The floors of each feature, from the ground up; folders of one floor do not import each other. `.` is the feature's
// own folder. Doors (index.ts, feature.ts, routes.tsx, *-routes.tsx) stand above every floor wherever they lie, and nothing but a
// door imports one. A folder within a folder belongs to its floor.
const FLOORS = {
  account: [['.'], ['first-steps', 'login'], ['security'], ['journal', 'messages', 'reset', 'settings']],
  agenda: [['.'], ['appointments'], ['series'], ['booking'], ['time-off', 'views']],
  billing: [['.'], ['document'], ['pages']],
  'calendar-feed': [['.']],
  'calendar-import': [['icalendar'], ['.']],
  patients: [['csv', 'names'], ['.'], ['availabilities', 'imports'], ['pages']],
  planning: [['.'], ['catalogue'], ['absences'], ['hours'], ['slots']],
  search: [['.']],
  sessions: [['.'], ['notes'], ['history', 'versions'], ['search'], ['pages']],
  today: [['.'], ['pages']],
}

const DOOR = /\/(index\.ts|feature\.ts|routes\.tsx?|[^/]*-routes?\.tsx?)$/

/** What is wrong with an import inside a feature, in words; undefined when it goes down. */
export function climbsWithin(from, to) {
  const feature = /^src\/features\/([^/]+)\//.exec(from)?.[1]
  if (feature === undefined || !to.startsWith(`src/features/${feature}/`) || DOOR.test(from)) return undefined
  if (DOOR.test(to)) return `only a door imports a door: ${from} → ${to}`
  const [start, end] = [from, to].map((path) => floorOf(feature, path))
  if (start === undefined || end === undefined) return `no floor in scripts/floors.mjs: ${from} → ${to}`
  const climbs = end > start || (end === start && folderOf(from) !== folderOf(to))
  return climbs ? `up inside ${feature}: ${from} → ${to}` : undefined
}

function floorOf(feature, path) {
  const floor = (FLOORS[feature] ?? []).findIndex((folders) => folders.includes(folderOf(path)))
  return floor === -1 ? undefined : floor
}

function folderOf(path) {
  const [, , , first, second] = path.split('/')
  return second === undefined ? '.' : first
}
