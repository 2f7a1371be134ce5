import type { Explained } from '#src/platform/http/routes.ts'
import type { Lang } from '#src/platform/text.ts'
import { loginText } from '../login/text.ts'
import type { PasswordRefusal } from './password-gate.ts'
import { securityText } from './text.ts'

/** Why a password asked again was not taken, at its field. */
export function explainPassword(refused: PasswordRefusal, field: string, lang: Lang): Explained {
  return refused.refused === 'too-many'
    ? { status: 429, errors: [{ field, message: loginText[lang].tooMany(refused.minutes) }] }
    : { status: 422, errors: [{ field, message: securityText[lang].wrongPassword }] }
}
