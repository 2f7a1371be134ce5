const HOME = '/aujourdhui'
/** Pages that only lead to a login. */
const DOORS = new Set([
  '',
  'connexion',
  'deconnexion',
  'premiers-pas',
  'mot-de-passe-oublie',
  'reinitialisation',
])

/**
 * Where a login leads: a path of this site or the day's page. Everything that a browser could read as
 * another site (`//host`, `/\host`, tabs in between) is refused, by letting the browser's own parser decide.
 */
export function nextPath(asked: string | undefined): string {
  const base = 'http://divan.invalid'
  if (!asked?.startsWith('/') || asked.length > 2_000 || !URL.canParse(asked, base)) return HOME
  const url = new URL(asked, base)
  const path = url.pathname + url.search
  if (url.origin !== base || path.startsWith('//')) return HOME
  return DOORS.has(url.pathname.split('/')[1] ?? '') ? HOME : path
}
