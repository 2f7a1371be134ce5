import { catalogue } from '#src/platform/text.ts'

export const securityText = catalogue(
  {
    title: 'Sécurité',
    lead: 'Ce qui protège votre accès.',
    back: 'Paramètres',
    backSecurity: 'Sécurité',

    password: 'Mot de passe',
    currentPassword: 'Mot de passe actuel',
    newPassword: 'Nouveau mot de passe',
    newPasswordHint:
      '12 caractères avec minuscules, majuscules, chiffres et signes ; ou 14 de trois sortes ; ou sept mots.',
    changePassword: 'Changer le mot de passe',
    passwordChanged: 'Le mot de passe est changé. Vos autres appareils sont déconnectés.',
    wrongPassword: 'Ce n’est pas votre mot de passe actuel.',
    weakPassword:
      'Ce mot de passe se devine trop vite. Il faut 12 caractères avec minuscules, majuscules, chiffres et signes, ou 14 de trois sortes, ou une phrase de sept mots, sans votre identifiant.',

    factor: 'Second facteur',
    factorOff: 'Non activé',
    factorOn: 'Activé',
    factorOffText:
      'Un code de votre téléphone, demandé après le mot de passe : un mot de passe volé ne suffit plus.',
    factorOnText: (date: string) =>
      `Un code de votre application est demandé à chaque connexion, depuis le ${date}.`,
    factorStart: 'Activer',
    factorStop: 'Désactiver',
    factorStopped: 'Le second facteur est désactivé.',
    factorAlreadyOn: 'Le second facteur est déjà activé.',
    factorNotOn: 'Le second facteur n’est pas activé.',
    enrolTitle: 'Activer le second facteur',
    enrolLead: 'Trois minutes, avec votre téléphone.',
    enrolScan: '1. Photographiez ce carré avec une application d’authentification',
    enrolScanHint: 'Par exemple Aegis, FreeOTP, 2FAS ou celle de votre gestionnaire de mots de passe.',
    enrolQr: 'Code QR à photographier avec l’application d’authentification',
    enrolSecret: 'Ou recopiez cette clé :',
    enrolConfirm: '2. Recopiez le code à six chiffres qu’elle affiche',
    code: 'Code',
    enrolSubmit: 'Activer',
    wrongCode: 'Ce code n’est pas le bon. Vérifiez l’heure de votre téléphone et prenez le code suivant.',
    enrolLost: 'Cette activation n’est plus en cours : recommencez.',

    recovery: 'Codes de secours',
    recoveryText: (left: number) =>
      left === 0
        ? 'Il n’en reste aucun : faites-en de nouveaux.'
        : left === 1
          ? 'Il en reste un. Chacun remplace une fois votre téléphone.'
          : `Il en reste ${left}. Chacun remplace une fois votre téléphone.`,
    recoveryRenew: 'Faire de nouveaux codes',
    recoveryTitle: 'Vos codes de secours',
    recoveryLead:
      'Chacun sert une fois, si vous n’avez pas votre téléphone. Ils ne seront plus jamais affichés.',
    recoveryKeep:
      'Imprimez-les ou recopiez-les, et rangez-les loin de votre ordinateur. Les codes précédents ne servent plus.',
    recoveryDone: 'Je les ai rangés',

    sessions: 'Appareils connectés',
    lastSeen: 'Vu',
    openedAt: 'Connecté',
    thisDevice: 'cet appareil',
    unknownDevice: 'Appareil inconnu',
    revoke: 'Déconnecter',
    revokeOthers: 'Déconnecter tous les autres',
    revoked: 'L’appareil est déconnecté.',
    othersRevoked: 'Les autres appareils sont déconnectés.',

    tokens: 'Jetons d’API',
    tokensHint: 'Pour qu’un autre programme lise et écrive à votre place. Un jeton vaut un mot de passe.',
    tokenName: 'Nom du jeton',
    tokenNameHint: 'À quoi il sert, par exemple «\u00a0Comptable\u00a0».',
    tokenExpires: 'Durée',
    tokenMonth: '30 jours',
    tokenYear: 'Un an',
    tokenForever: 'Sans fin',
    tokenCreate: 'Créer un jeton',
    tokenCreated: 'Créé',
    tokenLastUsed: 'Utilisé',
    tokenUntil: 'Jusqu’au',
    never: 'jamais',
    noEnd: 'sans fin',
    tokenRevoke: 'Révoquer',
    tokenRevoked: 'Le jeton est révoqué.',
    tokenTitle: 'Votre jeton',
    tokenLead: 'Copiez-le maintenant : il ne sera plus jamais affiché.',
    tokenUse: 'À envoyer avec chaque demande, dans l’en-tête :',
    tokenDone: 'Je l’ai copié',
  },
  {
    title: 'Security',
    lead: 'What protects your login.',
    back: 'Settings',
    backSecurity: 'Security',

    password: 'Password',
    currentPassword: 'Current password',
    newPassword: 'New password',
    newPasswordHint:
      '12 characters with lower case, capitals, digits and signs; or 14 of three kinds; or seven words.',
    changePassword: 'Change the password',
    passwordChanged: 'The password is changed. Your other devices are logged out.',
    wrongPassword: 'This is not your current password.',
    weakPassword:
      'This password is too easy to guess. It takes 12 characters with lower case, capitals, digits and signs, or 14 of three kinds, or a phrase of seven words, without your identifier.',

    factor: 'Second factor',
    factorOff: 'Off',
    factorOn: 'On',
    factorOffText: 'A code of your phone, asked after the password: a stolen password is no longer enough.',
    factorOnText: (date: string) => `A code of your application is asked at each login, since ${date}.`,
    factorStart: 'Turn on',
    factorStop: 'Turn off',
    factorStopped: 'The second factor is off.',
    factorAlreadyOn: 'The second factor is already on.',
    factorNotOn: 'The second factor is not on.',
    enrolTitle: 'Turn the second factor on',
    enrolLead: 'Three minutes, with your phone.',
    enrolScan: '1. Photograph this square with an authenticator application',
    enrolScanHint: 'For instance Aegis, FreeOTP, 2FAS or the one of your password manager.',
    enrolQr: 'QR code to photograph with the authenticator application',
    enrolSecret: 'Or copy this key:',
    enrolConfirm: '2. Copy the six-digit code it shows',
    code: 'Code',
    enrolSubmit: 'Turn on',
    wrongCode: 'This is not the right code. Check the time of your phone and take the next code.',
    enrolLost: 'This activation is no longer under way: start again.',

    recovery: 'Recovery codes',
    recoveryText: (left: number) =>
      left === 0
        ? 'None is left: make new ones.'
        : left === 1
          ? 'One is left. Each replaces your phone once.'
          : `${left} are left. Each replaces your phone once.`,
    recoveryRenew: 'Make new codes',
    recoveryTitle: 'Your recovery codes',
    recoveryLead: 'Each works once, when you do not have your phone. They will never be shown again.',
    recoveryKeep: 'Print or copy them, and keep them far from your computer. Former codes no longer work.',
    recoveryDone: 'I have put them away',

    sessions: 'Connected devices',
    lastSeen: 'Seen',
    openedAt: 'Logged in',
    thisDevice: 'this device',
    unknownDevice: 'Unknown device',
    revoke: 'Log out',
    revokeOthers: 'Log out all others',
    revoked: 'The device is logged out.',
    othersRevoked: 'The other devices are logged out.',

    tokens: 'API tokens',
    tokensHint: 'For another program to read and write in your place. A token is worth a password.',
    tokenName: 'Name of the token',
    tokenNameHint: 'What it is for, for instance “Accountant”.',
    tokenExpires: 'Lasts',
    tokenMonth: '30 days',
    tokenYear: 'One year',
    tokenForever: 'Without end',
    tokenCreate: 'Make a token',
    tokenCreated: 'Made',
    tokenLastUsed: 'Used',
    tokenUntil: 'Until',
    never: 'never',
    noEnd: 'without end',
    tokenRevoke: 'Revoke',
    tokenRevoked: 'The token is revoked.',
    tokenTitle: 'Your token',
    tokenLead: 'Copy it now: it will never be shown again.',
    tokenUse: 'To be sent with each request, in the header:',
    tokenDone: 'I have copied it',
  },
)
