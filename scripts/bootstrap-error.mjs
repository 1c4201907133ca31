/** Why the bootstrap can't go on; the message is for the user. */
export class BootstrapError extends Error {
  name = "BootstrapError";

  constructor(message, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
