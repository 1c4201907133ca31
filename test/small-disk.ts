import { spawn } from "node:child_process";
import { once } from "node:events";

/** A file system of its own that is full soon. */
export interface SmallDisk {
  folder: string;
  close: () => Promise<void>;
}

/**
 * Mounts a real, small file system in memory. Nobody need be root for it: it is mounted where another process sees it, in a namespace of
 * mounts and users of its own, and reached through that process. Null: this machine does not let anybody do that.
 */
export async function openSmallDisk(kibibytes: number): Promise<SmallDisk | null> {
  const script = `mount -t tmpfs -o size=${kibibytes}k none /mnt && echo mounted && exec cat`;
  const holder = spawn("unshare", ["--user", "--map-root-user", "--mount", "sh", "-c", script], {
    stdio: ["pipe", "pipe", "ignore"],
  });
  const ended = Promise.race([once(holder, "exit"), once(holder, "error")]);
  const [said] = (await Promise.race([once(holder.stdout, "data"), ended.then(() => [null])])) as [Buffer | null];
  if (said === null || holder.pid === undefined) return null;
  return {
    folder: `/proc/${holder.pid}/root/mnt`,
    async close() {
      holder.stdin.end();
      await ended;
    },
  };
}
