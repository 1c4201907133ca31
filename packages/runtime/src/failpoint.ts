import { readFileSync, unlinkSync } from "node:fs";

/** Names a file that holds the name of the failpoint that is on. Only tests set it. */
const file = process.env["UNDERSTUDY_FAILPOINT_FILE"];

/**
 * A named moment at which a test lets the process die without warning, to see that nothing is lost. Free when the variable is not
 * set. Whoever dies takes the file away first: it happens once, however many processes come to it, and after their restart.
 */
export function failpoint(name: string): void {
  if (file !== undefined && isTaken(file, name)) process.kill(process.pid, "SIGKILL");
}

/** Of several processes that find the file, the one that removes it dies. */
function isTaken(path: string, name: string): boolean {
  try {
    if (readFileSync(path, "utf8") !== name) return false;
    unlinkSync(path);
    return true;
  } catch {
    return false;
  }
}
