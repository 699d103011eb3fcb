declare module '*.wasm?url&inline' {
  /** A `data:` address with the program's bytes in base64. */
  const url: string
  export default url
}
