// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import type { DocumentFacts } from '../facts.ts'
import { useSpoken } from '../language/language.tsx'
import { visibleLine } from '../visible.ts'

/** Whose invoices go along, where those people get their mail, and whether anything is due. */
export function DocumentFactList(props: { documents: DocumentFacts }): ReactNode {
  const { words, format } = useSpoken()
  const { invoices, others, debtors, debtorAddresses, allOverdueAndUnpaid, openCents, customers } = props.documents
  return (
    <>
      {invoices === 0 && <p>{words.card.noInvoice}</p>}
      <dl className="pairs">
        {invoices > 0 && (
          <>
            <div>
              <dt>{words.card.debtors(debtors)}</dt>
              <dd>{words.card.customers(customers.map(visibleLine))}</dd>
            </div>
            <div>
              <dt>{words.card.debtorAddress}</dt>
              <dd>
                {debtorAddresses.length === 0
                  ? words.card.debtorAddressMissing
                  : debtorAddresses.map((address) => <bdi key={address}>{visibleLine(address)} </bdi>)}
              </dd>
            </div>
            <div>
              <dt>{words.card.open}</dt>
              <dd>{format.euros(openCents)}</dd>
            </div>
            <div>
              <dt>{words.card.due}</dt>
              <dd>
                <span className={allOverdueAndUnpaid ? 'chip chip-yes' : 'chip chip-no'}>
                  {allOverdueAndUnpaid ? words.card.dueYes : words.card.dueNo}
                </span>
              </dd>
            </div>
          </>
        )}
        {others > 0 && (
          <div>
            <dt>{words.card.others}</dt>
            <dd>{format.number(others)}</dd>
          </div>
        )}
      </dl>
    </>
  )
}
