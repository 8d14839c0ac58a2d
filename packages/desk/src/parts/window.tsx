// SPDX-License-Identifier: EUPL-1.2
import type { ReactNode } from 'react'
import { Dialog, Heading } from 'react-aria-components/Dialog'
import { Modal, ModalOverlay } from 'react-aria-components/Modal'

interface Props {
  readonly title: string
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly isWide?: boolean
  /** Something was written that Escape would throw away: then only a button closes the window. */
  readonly isDirty?: boolean
  readonly children: ReactNode
}

/**
 * A window over the page. The focus goes to the window itself, never to its button: keys that somebody was still
 * typing when it opened do nothing. Escape closes it; a click beside it doesn't.
 */
export function Window({ title, isOpen, onClose, isWide, isDirty, children }: Props): ReactNode {
  return (
    <ModalOverlay
      className="window-veil"
      isOpen={isOpen}
      isKeyboardDismissDisabled={isDirty ?? false}
      onOpenChange={(open) => !open && onClose()}
    >
      <Modal className={isWide === true ? 'window window-wide' : 'window'}>
        <Dialog className="window-body">
          <Heading slot="title">{title}</Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}
