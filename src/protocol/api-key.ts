/**
 * Whether a key can be sent. It goes into the URL raw, and other characters would end the key there, or be rewritten
 * on the way. Source: docs/protocol.md, "Endpoints and environments".
 */
export function isSendableKey(apiKey: string): boolean {
  return !/[^\x21-\x7e]|["#&'<>?\\^`{|}]/.test(apiKey);
}
