// SPDX-License-Identifier: EUPL-1.2

/**
 * Takes whoever confirmed to the first field that is not right, once that is drawn: on a phone it stands out of sight
 * above the button, and a screen reader tells it of the field that has the focus.
 */
export function focusProblem(within: Element | null | undefined): void {
  requestAnimationFrame(() => {
    const field = within?.querySelector('.react-aria-FieldError')?.parentElement
    const chosen = field?.querySelector<HTMLElement>('[type=radio]:checked')
    const control = chosen ?? field?.querySelector<HTMLElement>('input, select, textarea')
    control?.focus()
  })
}
