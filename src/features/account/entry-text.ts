import { catalogue } from '#src/platform/text.ts'

/** What every page that asks for an identifier or a new password says of them. */
export const entryText = catalogue(
  {
    identifier: 'Identifiant',
    password: 'Mot de passe',
    newPassword: 'Nouveau mot de passe',
    newPasswordHint:
      '12 caractères avec minuscules, majuscules, chiffres et signes ; ou 14 de trois sortes ; ou sept mots.',
    weakPassword:
      'Ce mot de passe se devine trop vite. Il faut 12 caractères avec minuscules, majuscules, chiffres et signes, ou 14 de trois sortes, ou une phrase de sept mots, sans votre identifiant.',
  },
  {
    identifier: 'Identifier',
    password: 'Password',
    newPassword: 'New password',
    newPasswordHint:
      '12 characters with lower case, capitals, digits and signs; or 14 of three kinds; or seven words.',
    weakPassword:
      'This password is too easy to guess. It takes 12 characters with lower case, capitals, digits and signs, or 14 of three kinds, or a phrase of seven words, without your identifier.',
  },
)
