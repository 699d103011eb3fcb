/** Why the host closes a socket of the browser door (WebSocket close codes for private use). */
export const socketCodes = {
  /** A frame or message that breaks the contract. */
  malformed: 4400,
  /** No `hello`, a wrong one, or one whose session has moved on: connecting again with it is of no use. */
  unauthorized: 4401,
} as const
