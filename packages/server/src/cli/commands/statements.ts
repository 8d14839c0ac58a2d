// SPDX-License-Identifier: EUPL-1.2
import { writeFileSync } from 'node:fs'
import type { Command } from 'commander'
import type { StatementSummary } from '../../statements/index.ts'
import { ApiClient, type ApiOptions, withApiOptions } from '../client/api-client.ts'
import { listAt, type PageOptions, tellPage, withAfter } from '../client/page.ts'
import { CliError, systemCode } from '../error.ts'
import { readBounded } from '../input/file.ts'
import { idFrom } from '../input/id.ts'
import { type ShownStatement, tellStatement, tellStatements } from '../tell/statement.ts'
import type { Terminal } from '../terminal.ts'

/** The largest request that the server accepts. */
const maxBytes = 1_048_576

interface Received {
  readonly statement: ShownStatement
  readonly receipt: string
}

interface Listing {
  readonly statements: readonly StatementSummary[]
  readonly next?: string
}

export function addStatementCommands(program: Command, terminal: Terminal): void {
  const { say } = terminal
  withApiOptions(program.command('state'), terminal)
    .argument('<file>', say('de ondertekende verklaring (DSSE)', 'the signed statement (DSSE)'))
    .summary(say('legt een verklaring van buiten vast', 'records a statement of an outside body'))
    .description(
      say(
        'Legt een ondertekende verklaring vast van een uitgever uit issuers.yaml, en bewaart een ontvangstbewijs.',
        'Records a signed statement of an issuer of issuers.yaml, and keeps a receipt.',
      ),
    )
    .option('--receipt <file>', say('waar het bewijs komt (anders ernaast)', 'where the receipt goes (else beside it)'))
    .action((file: string, options: ApiOptions & { readonly receipt?: string }) => state(file, options, terminal))

  withAfter(withApiOptions(program.command('statements'), terminal), terminal)
    .argument('[statement]', say('het nummer van een verklaring', 'the id of a statement'))
    .description(say('laat zien wat anderen verklaarden', 'shows what others stated'))
    .action(async (id: string | undefined, { after, ...options }: ApiOptions & PageOptions) => {
      const api = new ApiClient(options, terminal)
      if (id === undefined) {
        const answer = await api.get<Listing>(listAt('statements', { after }, terminal))
        if (options.json) terminal.json(answer)
        else
          terminal.out(
            ...tellPage(
              tellStatements(answer.statements, terminal),
              { listed: answer.statements, next: answer.next, after, again: 'statements' },
              terminal,
            ),
          )
      } else {
        const found = await api.get<ShownStatement>('statements', idFrom(id, terminal))
        if (options.json) terminal.json(found)
        else terminal.out(...tellStatement(found, terminal))
      }
    })
}

async function state(file: string, { receipt: given, ...options }: StateOptions, terminal: Terminal): Promise<void> {
  const { say } = terminal
  const envelope = parseEnvelope(readBounded(file, maxBytes, terminal), terminal)
  const answer = await new ApiClient(options, terminal).post<Received>(['statements'], envelope)
  const path = given ?? `${file}.tlog-proof`
  try {
    writeFileSync(path, answer.receipt)
  } catch (cause) {
    const why = systemCode(cause) || String(cause)
    throw new CliError(
      'unusable',
      say(
        `${answer.statement.id} is vastgelegd, maar het bewijs kon niet in ${path} (${why}). Geef een andere plek met --receipt.`,
        `${answer.statement.id} is recorded, but the receipt could not go to ${path} (${why}). Give another place with --receipt.`,
      ),
      { cause },
    )
  }
  if (options.json) return terminal.json({ ...answer, receiptFile: path })
  terminal.out(...tellStatement(answer.statement, terminal), '', say(`Ontvangstbewijs: ${path}`, `Receipt: ${path}`))
}

type StateOptions = ApiOptions & { readonly receipt?: string }

function parseEnvelope(bytes: Buffer, { say }: Terminal): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch (cause) {
    throw new CliError('unusable', say('Dit bestand is geen JSON.', 'This file is no JSON.'), { cause })
  }
}
