import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** The system user that PostgreSQL runs as. `ids` is null when that is the user who runs us. */
export interface Account {
  /** As a sentence names it. */
  name: string;
  ids: { uid: number; gid: number } | null;
}

/** Run as ourselves; right for every user but root. */
const ownAccount: Account = { name: "the current user", ids: null };

const userName = "understudy";
const nobody: Account = { name: "the system user nobody", ids: { uid: 65_534, gid: 65_534 } };

/**
 * Who PostgreSQL runs as. It refuses root: a system user of its own is made then, or, where users can't be made
 * (a read-only /etc), the uid that traditionally is nobody.
 */
export function chooseAccount(): Account {
  if (process.getuid?.() !== 0) return ownAccount;
  return findAccount(userName) ?? makeAccount() ?? nobody;
}

/** The account that owns existing data; data that an ordinary user made stays theirs when root starts us. */
export function accountOfOwner(owner: { uid: number; gid: number }): Account {
  if (process.getuid?.() !== 0) return ownAccount;
  return { name: `the system user ${nameOf(owner.uid) ?? owner.uid}`, ids: { uid: owner.uid, gid: owner.gid } };
}

function makeAccount(): Account | null {
  const options = [
    "--system",
    "--user-group",
    "--no-create-home",
    "--home-dir",
    "/nonexistent",
    "--shell",
    "/usr/sbin/nologin",
  ];
  spawnSync("useradd", [...options, userName], { stdio: "ignore", timeout: 10_000 });
  return findAccount(userName);
}

function findAccount(name: string): Account | null {
  const entry = readPasswd().find((fields) => fields[0] === name);
  if (entry === undefined) return null;
  return { name: `the system user ${name}`, ids: { uid: Number(entry[2]), gid: Number(entry[3]) } };
}

function nameOf(uid: number): string | undefined {
  return readPasswd().find((fields) => fields[2] === String(uid))?.[0];
}

function readPasswd(): string[][] {
  return readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
}
