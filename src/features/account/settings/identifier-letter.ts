import { type Purpose, paragraphsOf } from '#src/platform/messages/index.ts'
import { settingsText } from './text.ts'

/** Tells the former address of an account that it has another one. */
export const identifierChanged: Purpose = {
  name: 'identifier-changed',
  subjectType: 'user_account',
  async render(work, { subjectId: userId, to }) {
    if (to === undefined) return { drop: 'no-address' }
    const { language } = await work.tx
      .selectFrom('userAccount')
      .select('language')
      .where('practiceId', '=', work.practiceId)
      .where('id', '=', userId)
      .executeTakeFirstOrThrow()
    const lang = language === 'en' ? 'en' : 'fr'
    const text = settingsText[lang]
    return { to, lang, subject: text.identifierMailSubject, blocks: paragraphsOf(text.identifierMail) }
  },
}
