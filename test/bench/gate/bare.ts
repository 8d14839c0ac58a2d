// SPDX-License-Identifier: EUPL-1.2
// What the least that can stand between a caller and a model costs: node:http in, undici out, bytes passed on as they
// come. It reads nothing, so it can decide nothing.
//   node bare.ts UPSTREAM_PORT
import { createServer } from 'node:http'
import { Pool } from 'undici'

const pool = new Pool(`http://127.0.0.1:${process.argv[2]}`, { connections: 1024 })

const server = createServer((request, response) => {
  const left = new AbortController()
  response.once('close', () => {
    if (!response.writableFinished) left.abort()
  })
  pool
    .stream(
      {
        method: 'POST',
        path: request.url ?? '/',
        headers: {
          'content-type': 'application/json',
          'content-length': request.headers['content-length'] ?? '0',
          authorization: 'Bearer upstream',
        },
        body: request,
        signal: left.signal,
      },
      ({ statusCode, headers }) => {
        const length = headers['content-length']
        response.setHeader('content-type', headers['content-type'] ?? '')
        if (length !== undefined) response.setHeader('content-length', length)
        response.writeHead(statusCode)
        return response
      },
    )
    .catch(() => response.destroy())
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  if (typeof address === 'object' && address !== null) process.send?.({ port: address.port })
})
process.once('disconnect', () => process.exit())
