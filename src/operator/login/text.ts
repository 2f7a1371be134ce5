import { catalogue } from '#src/platform/text.ts'

export const operatorLoginText = catalogue(
  {
    title: 'Exploitation',
    lead: 'Pour qui fait marcher cette installation. Les cabinets se connectent ailleurs.',
    identifier: 'Identifiant',
    password: 'Mot de passe',
    submit: 'Se connecter',
    refused: 'Identifiant ou mot de passe incorrect.',
    tooMany: (minutes: number) =>
      minutes <= 1
        ? 'Trop d’essais : recommencez dans une minute.'
        : `Trop d’essais : recommencez dans ${minutes} minutes.`,
    firstAccess: 'Premier accès',
    practiceLogin: 'Connexion d’un cabinet',
    back: 'Revenir à la connexion',
    accessTitle: 'Premier accès',
    accessLead: 'Le code que la commande a affiché ne sert qu’une fois, pendant un jour.',
    accessCode: 'Code affiché par la commande',
    newPassword: 'Nouveau mot de passe',
    newPasswordHint:
      '12 caractères avec minuscules, majuscules, chiffres et signes ; ou 14 de trois sortes ; ou sept mots.',
    weakPassword:
      'Ce mot de passe se devine trop vite. Il faut 12 caractères avec minuscules, majuscules, chiffres et signes, ou 14 de trois sortes, ou une phrase de sept mots, sans votre identifiant.',
    wrongAccess: 'Cet identifiant et ce code ne vont pas ensemble, ou le code a déjà servi.',
    accessDone: 'Votre mot de passe est choisi. Connectez-vous.',
    codeTitle: 'Votre code',
    codeLead: 'Ouvrez votre application d’authentification et recopiez le code à six chiffres.',
    code: 'Code à six chiffres',
    codeSubmit: 'Continuer',
    wrongCode: 'Ce code n’est pas valable, ou il a déjà servi. Attendez le suivant.',
    enrolTitle: 'Second facteur',
    enrolLead: 'Il est nécessaire ici. Scannez ce carré avec une application d’authentification.',
    enrolQr: 'Carré à scanner avec une application d’authentification',
    enrolSecret: 'Ou recopiez cette clé :',
  },
  {
    title: 'Operations',
    lead: 'For whoever runs this installation. Practices log in elsewhere.',
    identifier: 'Identifier',
    password: 'Password',
    submit: 'Log in',
    refused: 'Wrong identifier or password.',
    tooMany: (minutes: number) =>
      minutes <= 1
        ? 'Too many tries: try again in a minute.'
        : `Too many tries: try again in ${minutes} minutes.`,
    firstAccess: 'First access',
    practiceLogin: 'Login of a practice',
    back: 'Back to the login',
    accessTitle: 'First access',
    accessLead: 'The code that the command showed works once, for a day.',
    accessCode: 'Code shown by the command',
    newPassword: 'New password',
    newPasswordHint:
      '12 characters with lower case, capitals, digits and signs; or 14 of three kinds; or seven words.',
    weakPassword:
      'This password is too easy to guess. It takes 12 characters with lower case, capitals, digits and signs, or 14 of three kinds, or a phrase of seven words, without your identifier.',
    wrongAccess: 'This identifier and this code do not go together, or the code was used already.',
    accessDone: 'Your password is chosen. Log in.',
    codeTitle: 'Your code',
    codeLead: 'Open your authenticator application and copy the six-digit code.',
    code: 'Six-digit code',
    codeSubmit: 'Continue',
    wrongCode: 'This code is not valid, or it was used already. Wait for the next one.',
    enrolTitle: 'Second factor',
    enrolLead: 'It is needed here. Scan this square with an authenticator application.',
    enrolQr: 'Square to be scanned with an authenticator application',
    enrolSecret: 'Or copy this key:',
  },
)
