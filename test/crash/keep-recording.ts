// SPDX-License-Identifier: EUPL-1.2
// Makes the recording of test/data/crash anew: `node test/crash/keep-recording.ts`, where strace is.
import { keep, record } from './recording.ts'

keep(record('short'))
