// The program that the lock test starts many times at once: tries for the lock, tells what it got, and holds on until it is told to end.
import { takeLock } from '../../../../electron/host/store/lock.ts'

const lock = await takeLock(process.argv[2] ?? '', 'terminal')
process.send?.(lock.held ? 'writes' : 'reads')
process.once('message', () => void (lock.held ? lock.release() : Promise.resolve()).then(() => process.disconnect()))
