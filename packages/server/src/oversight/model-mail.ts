// SPDX-License-Identifier: EUPL-1.2

interface ModelMailFacts {
  readonly reader: string
  readonly route: string
  readonly before: string
  readonly after: string
  readonly link: string
}

/** What owners and operators are told when a provider serves another model than before. */
export function writeModelMail(
  language: 'nl' | 'en',
  { reader, route, before, after, link }: ModelMailFacts,
): { readonly subject: string; readonly text: string } {
  if (language === 'nl') {
    return {
      subject: `Sluis: ${route} antwoordt met een ander model`,
      text: `Dag ${reader},

Tot nu toe zei de leverancier van ${route} dat hij dit model leverde: ${before}
Nu zegt hij: ${after}

Antwoorden kunnen daardoor anders zijn. Sluis houdt niets tegen. Moet dat wel, stop dan het systeem of haal
de toelating van het model weg uit providers.yaml.

Alle wijzigingen: sluis models, of ${link}
`,
    }
  }
  return {
    subject: `Sluis: ${route} answers with another model`,
    text: `Hello ${reader},

Until now the provider of ${route} said that it served this model: ${before}
Now it says: ${after}

Answers may differ. Sluis holds nothing back. If it should, stop the system or take the model's admission out of
providers.yaml.

All changes: sluis models, or ${link}
`,
  }
}
