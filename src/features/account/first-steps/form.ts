import { z } from 'zod'
import { isTimeZone } from '#src/domain/civil-time.ts'
import { refusal } from '#src/platform/http/validate.ts'
import { DEPARTMENT_CODES } from '../departments.ts'
import { identifier, line, password, requiredLine } from '../forms.ts'

export const firstStepsForm = z.object({
  code: requiredLine(40),
  practiceName: requiredLine(),
  department: z
    .string()
    .min(1)
    .superRefine((code, ctx) => {
      if (code !== '' && !DEPARTMENT_CODES.has(code)) ctx.addIssue(refusal('invalid'))
    }),
  /** Empty: the department's. */
  timeZone: z
    .string()
    .default('')
    .superRefine((zone, ctx) => {
      if (zone !== '' && !isTimeZone(zone)) ctx.addIssue(refusal('invalid'))
    }),
  displayName: requiredLine(),
  profession: line().default(''),
  identifier,
  password,
})

export type FirstStepsInput = z.infer<typeof firstStepsForm>
