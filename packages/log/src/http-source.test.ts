// SPDX-License-Identifier: EUPL-1.2
import assert from 'node:assert/strict'
import { createServer, type RequestListener } from 'node:http'
import { describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { httpSource, trustKey, verifyLog } from './index.ts'
import { testKey } from './test/keys.ts'
import { MemoryLog, numberedEntries } from './test/memory-log.ts'
import { refusedAs } from './test/refusal.ts'

async function served<T>(listener: RequestListener, use: (address: string) => Promise<T>): Promise<T> {
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    const address = server.address()
    assert.ok(address !== null && typeof address === 'object')
    return await use(`http://127.0.0.1:${address.port}`)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

const log = testKey('example.com/log', 1)
const files = await MemoryLog.of(numberedEntries(600)).files(log.signer)

describe('a log over HTTP', () => {
  it('is verified, also compressed, with a prefix that ends in a slash or not', async () => {
    const listener: RequestListener = (request, response) => {
      const bytes = files.get(request.url?.replace('/log/', '') ?? '')
      if (bytes === undefined) return response.writeHead(404).end()
      response.setHeader('content-encoding', 'gzip')
      return response.end(gzipSync(bytes))
    }
    await served(listener, async (address) => {
      for (const prefix of [`${address}/log`, `${address}/log/`, new URL(`${address}/log/`)]) {
        assert.equal((await verifyLog(httpSource(prefix), { policy: trustKey(log.key) })).kind, 'valid')
      }
    })
  })

  it('is not found where there is none, or none any more, and asked for once', async () => {
    let asked = 0
    const listener: RequestListener = ({ url }, response) => {
      asked++
      response.writeHead(url === '/gone' ? 410 : 404).end()
    }
    await served(listener, async (address) => {
      for (const path of ['checkpoint', 'gone']) {
        await assert.rejects(async () => httpSource(address).read(path, 10), refusedAs('not-found'))
      }
      assert.equal(asked, 2)
      assert.equal((await verifyLog(httpSource(address), { policy: trustKey(log.key) })).kind, 'unreachable')
    })
  })

  it('survives an answer that fails twice, and gives up after the third', async () => {
    let failures = 2
    const listener: RequestListener = (_, response) => {
      if (failures-- > 0) return response.writeHead(503).end()
      return response.end('hello')
    }
    await served(listener, async (address) => {
      assert.equal(Buffer.from(await httpSource(address).read('checkpoint', 10)).toString(), 'hello')
      failures = 3
      await assert.rejects(async () => httpSource(address).read('checkpoint', 10), refusedAs('unreachable'))
    })
  })

  it('is cut off when it sends more than a file can be, also in few compressed bytes', async () => {
    const endless: RequestListener = (_, response) => {
      response.on('error', () => {})
      const more = (): void => {
        while (!response.destroyed && response.write(Buffer.alloc(65_536))) {}
      }
      response.on('drain', more)
      more()
    }
    const bomb: RequestListener = (_, response) => {
      response.setHeader('content-encoding', 'gzip')
      response.end(gzipSync(Buffer.alloc(10_000_000)))
    }
    const exact: RequestListener = (_, response) => response.end(Buffer.alloc(100_000))
    await served(exact, async (address) => {
      assert.equal((await httpSource(address).read('checkpoint', 100_000)).length, 100_000)
      await assert.rejects(async () => httpSource(address).read('checkpoint', 99_999), refusedAs('too-large'))
    })
    for (const listener of [endless, bomb]) {
      await served(listener, (address) =>
        assert.rejects(async () => httpSource(address).read('checkpoint', 100_000), refusedAs('too-large')),
      )
    }
  })

  it('is not followed to an address that the reader did not give', async () => {
    let asked = 0
    const elsewhere: RequestListener = (_, response) => {
      asked++
      response.end('hello')
    }
    await served(elsewhere, async (other) => {
      for (const location of [other, '/elsewhere', 'file:///etc/hostname']) {
        const listener: RequestListener = (request, response) => {
          if (request.url === '/elsewhere') return elsewhere(request, response)
          return response.writeHead(302, { location }).end()
        }
        await served(listener, (address) =>
          assert.rejects(async () => httpSource(address).read('checkpoint', 10), {
            code: 'unreachable',
            message: `${address}/checkpoint leads to ${location}: give the address that it leads to, if you trust that`,
          }),
        )
      }
    })
    assert.equal(asked, 0)
  })

  it('says why it is unreachable', async () => {
    const message = /^http:\/\/127\.0\.0\.1:1\/checkpoint could not be read \(.+\)$/
    await assert.rejects(async () => httpSource('http://127.0.0.1:1').read('checkpoint', 10), { message })
    const silent: RequestListener = () => {}
    await served(silent, (address) =>
      assert.rejects(async () => httpSource(address, { timeoutMs: 50 }).read('checkpoint', 10), {
        message: `${address}/checkpoint could not be read (TimeoutError)`,
      }),
    )
  })

  it('is unreachable when it answers too slowly, breaks off, or is not there', async () => {
    const silent: RequestListener = () => {}
    const dripping: RequestListener = (_, response) => {
      response.write('h')
    }
    const breaking: RequestListener = (_, response) => {
      response.writeHead(200, { 'content-length': '10' })
      response.write('h')
      setTimeout(() => response.destroy(), 5)
    }
    const refused = (address: string): Promise<void> =>
      assert.rejects(
        async () => httpSource(address, { timeoutMs: 50 }).read('checkpoint', 10),
        refusedAs('unreachable'),
      )
    await Promise.all([
      ...[silent, dripping, breaking].map((listener) => served(listener, refused)),
      refused('http://127.0.0.1:1'),
      refused('http://user:secret@127.0.0.1:1'),
    ])
  })
})
