import { catalogue } from '#src/platform/text.ts'

/** What is said after something was done, or was not. */
export const outcomeText = catalogue(
  {
    done: {
      drafted: 'Brouillon enregistré.',
      issued: (number: string) => `Facture ${number} émise.`,
      discarded: 'Brouillon supprimé.',
      restored: 'Brouillon rétabli.',
      alreadyInvoiced: 'Cette séance avait déjà sa facture.',
      credited: (number: string) => `Avoir ${number} émis : la facture est annulée.`,
      creditedReleased: (number: string, amount: string) =>
        `Avoir ${number} émis. Les ${amount} reçus ne sont plus affectés à aucune facture.`,
      paid: (amount: string) => `Règlement de ${amount} enregistré.`,
      settled: (amount: string, number: string) =>
        `Règlement de ${amount} enregistré : la facture ${number} est soldée.`,
      partly: (amount: string, number: string, due: string) =>
        `Règlement de ${amount} enregistré : il reste ${due} dus sur la facture ${number}.`,
      rest: (amount: string) => `${amount} restent sans facture.`,
      cancelled: 'Règlement annulé : la somme est de nouveau due.',
      paymentRestored: 'Règlement rétabli.',
      allocated: (amount: string) => `${amount} affectés.`,
    },
    refusals: {
      notDraft:
        'Cette facture est déjà émise : elle ne se modifie plus. Pour la corriger, annulez-la par un avoir.',
      notIssued: 'Cette facture n’est pas émise : émettez-la d’abord.',
      noLines: 'Cette facture n’a aucune ligne. Ajoutez au moins une prestation.',
      notDiscarded: 'Ce brouillon n’est pas supprimé.',
      notHeld: 'Cette séance n’est plus marquée comme tenue : elle ne se facture pas.',
      sessionInvoiced: 'Cette séance figure déjà sur une autre facture.',
      sessionOfAnother: 'Cette séance n’est pas celle de ce patient.',
      payerOfAnother: 'Ce payeur n’est pas celui de ce patient.',
      totalTooLarge: 'Le total dépasse 1 000 000,00 €.',
      stale:
        'Ce brouillon a changé entre-temps. Voici ce que vous aviez saisi ; envoyer de nouveau remplacera la version actuelle.',
      stalePresent: 'Version actuelle',
      earlierThanLast: (date: string) =>
        `La dernière facture porte la date du ${date} : une facture antérieure romprait l’ordre des numéros. Vérifiez la date de la machine.`,
      alreadyCredited: 'Cette facture est déjà annulée par un avoir.',
      nobody: 'Choisissez le patient ou la facture réglée.',
      alreadySettled: 'Cette facture est déjà réglée. Rechargez la page pour voir le règlement.',
      receivedLater: 'Un règlement ne peut pas être reçu après aujourd’hui.',
      overAllocated: (due: string) => `Il ne reste que ${due} à régler sur cette facture.`,
      allocationsExceedAmount: 'La répartition dépasse le montant reçu.',
      cashOverLimit: (limit: string) =>
        `Au-delà de ${limit}, un paiement en espèces est interdit à qui a son domicile fiscal en France (code monétaire et financier, art. L. 112-6 et D. 112-3). Si vous avez bien reçu cette somme en espèces, cochez la case pour l’enregistrer.`,
      alreadyCancelled: 'Ce règlement est déjà annulé.',
      notCancelled: 'Ce règlement n’est pas annulé.',
      settledOtherwise:
        'Ce règlement ne peut pas être rétabli : la facture a été réglée ou annulée autrement depuis.',
      nothingLeft: 'Ce règlement n’a plus rien à affecter.',
      nothingOwed: 'Aucune facture n’attend de règlement.',
    },
  },
  {
    done: {
      drafted: 'Draft saved.',
      issued: (number: string) => `Invoice ${number} issued.`,
      discarded: 'Draft discarded.',
      restored: 'Draft restored.',
      alreadyInvoiced: 'This session already had its invoice.',
      credited: (number: string) => `Credit note ${number} issued: the invoice is taken back.`,
      creditedReleased: (number: string, amount: string) =>
        `Credit note ${number} issued. The ${amount} received belong to no invoice any more.`,
      paid: (amount: string) => `Payment of ${amount} recorded.`,
      settled: (amount: string, number: string) =>
        `Payment of ${amount} recorded: invoice ${number} is settled.`,
      partly: (amount: string, number: string, due: string) =>
        `Payment of ${amount} recorded: ${due} still owed on invoice ${number}.`,
      rest: (amount: string) => `${amount} belong to no invoice.`,
      cancelled: 'Payment cancelled: the money is owed again.',
      paymentRestored: 'Payment restored.',
      allocated: (amount: string) => `${amount} used.`,
    },
    refusals: {
      notDraft:
        'This invoice is issued: it does not change any more. To correct it, take it back with a credit note.',
      notIssued: 'This invoice is not issued: issue it first.',
      noLines: 'This invoice has no line. Add at least one service.',
      notDiscarded: 'This draft is not discarded.',
      notHeld: 'This session is no longer marked as held: it cannot be invoiced.',
      sessionInvoiced: 'This session is already on another invoice.',
      sessionOfAnother: 'This session is not this patient’s.',
      payerOfAnother: 'This payer is not this patient’s.',
      totalTooLarge: 'The total exceeds €1,000,000.00.',
      stale:
        'This draft has changed meanwhile. Here is what you had typed; sending it again replaces the present version.',
      stalePresent: 'Present version',
      earlierThanLast: (date: string) =>
        `The last invoice is dated ${date}: an earlier one would break the order of the numbers. Check the machine’s date.`,
      alreadyCredited: 'A credit note already takes this invoice back.',
      nobody: 'Choose the patient or the invoice paid.',
      alreadySettled: 'This invoice is already paid. Reload the page to see the payment.',
      receivedLater: 'A payment cannot be received after today.',
      overAllocated: (due: string) => `Only ${due} is still owed on this invoice.`,
      allocationsExceedAmount: 'The shares exceed the amount received.',
      cashOverLimit: (limit: string) =>
        `Above ${limit}, whoever is tax-resident in France may not pay in cash (code monétaire et financier, art. L. 112-6 and D. 112-3). If you did receive this money in cash, tick the box to record it.`,
      alreadyCancelled: 'This payment is already cancelled.',
      notCancelled: 'This payment is not cancelled.',
      settledOtherwise:
        'This payment cannot be restored: the invoice was settled or taken back otherwise since.',
      nothingLeft: 'This payment has nothing left to use.',
      nothingOwed: 'No invoice is waiting for a payment.',
    },
  },
)
