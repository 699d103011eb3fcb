import { FrameReader, FrameWriter } from '../../electron/contract/frames.ts'
import { Refusal } from '../../electron/contract/result.ts'
import { socketCodes } from '../../electron/contract/socket-codes.ts'
import type { ToHost, ToWindow } from '../../electron/contract/wire.ts'

/** A socket that the host has welcomed. */
export interface Line {
  /** Throws RangeError for a message over the limit. */
  say(message: ToHost): void
  /** Resolves when the socket has dropped. */
  closed: Promise<void>
}

/** A paper's frames are megabytes, and a window at rest collects nothing for long. (Node 20, in which tests run this, cannot.) */
function giveBack({ buffer }: Uint8Array): void {
  if ('transfer' in buffer) buffer.transfer(0)
}

/**
 * Opens a socket to the host that served the page and says hello; `hear` gets what the host says from then on.
 * Throws Refusal 'session-refused' when the secret is no longer good, 'connection-lost' when there is no host.
 */
export function openLine(secret: string, hear: (message: ToWindow) => void): Promise<Line> {
  const socket = new WebSocket(`ws://${location.host}/socket`)
  const reader = new FrameReader(giveBack)
  const writer = new FrameWriter(socket)
  const say = (message: ToHost) => void writer.send(message)
  socket.binaryType = 'arraybuffer'
  return new Promise((welcomed, refused) => {
    const closed = new Promise<void>(drop => {
      socket.onclose = ({ code }) => {
        refused(new Refusal(code === socketCodes.unauthorized ? 'session-refused' : 'connection-lost'))
        drop()
      }
    })
    socket.onopen = () => say({ t: 'hello', secret })
    socket.onmessage = ({ data }) => {
      try {
        const message = reader.take(new Uint8Array(data as ArrayBuffer)) as ToWindow | undefined
        if (message?.t === 'welcome') welcomed({ say, closed })
        else if (message) hear(message)
      } catch {
        socket.close(socketCodes.malformed)
      }
    }
  })
}
