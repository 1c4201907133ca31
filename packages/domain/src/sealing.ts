/** Encrypts secrets at rest (design 19). Made by the process that has the key, and passed in. */
export interface Sealing {
  seal: (secret: string) => string;
  /** The reverse of `seal`. Throws when the text was altered or sealed with another key. */
  open: (sealed: string) => string;
}
