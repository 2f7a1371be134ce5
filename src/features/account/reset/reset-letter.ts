import { formatTime } from '#src/domain/civil-format.ts'
import { wallTimeOf } from '#src/domain/civil-time.ts'
import { normalizeEmail } from '#src/domain/email.ts'
import { createLink } from '#src/platform/links/links.ts'
import { type Purpose, paragraphsOf } from '#src/platform/messages/index.ts'
import { resetText } from './text.ts'

/** What its addresses are in the table of links. */
export const RESET_LINK = 'password-reset'
export const LINK_LIFETIME = Temporal.Duration.from({ hours: 1 })

/** The link is made as the letter is written: until then it lies nowhere, not even sealed. */
export const passwordReset: Purpose = {
  name: 'password-reset',
  subjectType: 'user_account',
  async render(work, { subjectId: userId, baseUrl, isPreview }) {
    const user = await work.tx
      .selectFrom('userAccount')
      .innerJoin('practice', 'practice.practiceId', 'userAccount.practiceId')
      .select(['userAccount.identifier', 'userAccount.language', 'practice.email'])
      .where('userAccount.practiceId', '=', work.practiceId)
      .where('userAccount.id', '=', userId)
      .executeTakeFirstOrThrow()
    const lang = user.language === 'en' ? 'en' : 'fr'
    const text = resetText[lang]
    const expiresAt = work.now.add(LINK_LIFETIME)
    const target = { purpose: RESET_LINK, subjectId: userId }
    const secret = isPreview ? '…' : (await createLink(work, target, { expiresAt, language: lang })).text
    return {
      // An identifier that is no address falls back to the practice's; with neither, the message cannot leave, and
      // whoever runs the machine hands it over.
      to: normalizeEmail(user.identifier) ?? user.email,
      lang,
      subject: text.mailSubject,
      blocks: [
        ...paragraphsOf(text.mailBody(formatTime(wallTimeOf(expiresAt, work.zone), lang))),
        { link: text.mailLink, href: `${baseUrl}/reinitialisation/${secret}` },
        ...paragraphsOf(text.mailEnd),
      ],
    }
  },
}
