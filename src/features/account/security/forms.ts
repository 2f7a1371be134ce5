import { z } from 'zod'
import { requiredNumber } from '#src/platform/http/fields.ts'
import { password, requiredLine } from '../forms.ts'

export const changePasswordForm = z.object({ currentPassword: password, newPassword: password })
export const codeForm = z.object({ code: requiredLine(60) })
export const passwordForm = z.object({ password })

export const tokenForm = z.object({
  name: requiredLine(100),
  /** Days; 0 for a token without end. */
  expiresInDays: requiredNumber(0, 3_650).default(365),
})
