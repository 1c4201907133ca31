import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A certificate authority that nobody else knows, and what it signed for `localhost` and 127.0.0.1. */
export interface Certificates {
  /** PEM: what a client has to trust. */
  authority: string;
  authorityFile: string;
  certificateFile: string;
  keyFile: string;
}

/** Makes them in a folder, with the openssl program. */
export async function makeCertificates(folder: string): Promise<Certificates> {
  const file = (name: string): string => join(folder, name);
  const openssl = (...args: string[]) => run("openssl", args, { cwd: folder });
  const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"];
  await openssl("req", "-x509", ...newKey, "-subj", "/CN=Test CA", "-days", "2", "-keyout", "ca.key", "-out", "ca.pem");
  await openssl("req", ...newKey, "-subj", "/CN=localhost", "-keyout", "server.key", "-out", "server.csr");
  await writeFile(file("names"), "subjectAltName=DNS:localhost,IP:127.0.0.1\n");
  const signing = ["-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "2", "-extfile", "names"];
  await openssl("x509", "-req", "-in", "server.csr", ...signing, "-out", "server.pem");
  return {
    authority: await readFile(file("ca.pem"), "utf8"),
    authorityFile: file("ca.pem"),
    certificateFile: file("server.pem"),
    keyFile: file("server.key"),
  };
}
