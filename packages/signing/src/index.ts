// Turns bytes into signatures: the schemes of providers, and one to be described. Whoever sends something may sign it with this.
// It reads signed licence keys, too. It must not know what is sent or why, nor where secrets are kept; time and open secrets are passed in.
export { readLicenceKey } from "./licence-key.ts";
export { signRequest } from "./sign-request.ts";
