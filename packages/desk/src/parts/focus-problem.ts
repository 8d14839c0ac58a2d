// SPDX-License-Identifier: EUPL-1.2

/**
 * Takes whoever confirmed to the first field that is not right, once what is wrong with it is drawn. On a phone that
 * field is out of sight above the button, and a screen reader reads out the problem of the field that has the focus.
 */
export function focusProblem(within: Element | null | undefined): void {
  requestAnimationFrame(() => {
    const field = within?.querySelector('.react-aria-FieldError')?.parentElement
    const chosen = field?.querySelector<HTMLElement>('[type=radio]:checked')
    const control = chosen ?? field?.querySelector<HTMLElement>('input, select, textarea')
    control?.focus()
  })
}
