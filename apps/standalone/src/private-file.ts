import { chmod, open, readFile, rename } from "node:fs/promises";

/** The text of a file, or null if there is none. */
export async function findText(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

/** Writes a file that only we can read, whole or not at all, even if the machine loses power. */
export async function writePrivateFile(path: string, text: string): Promise<void> {
  const draft = `${path}.new`;
  const file = await open(draft, "w", 0o600);
  try {
    // A draft that a crash left keeps its own mode.
    await chmod(draft, 0o600);
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
}

/** The text of a private file that is made once: read it, or make it and write it. */
export async function getOrMakeSecret(path: string, make: () => string): Promise<string> {
  const existing = (await findText(path))?.trim();
  if (existing !== undefined && existing !== "") return existing;
  const made = make();
  await writePrivateFile(path, `${made}\n`);
  return made;
}
