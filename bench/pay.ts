import { connect, type Socket } from "node:net";
import { paymentOf } from "./mocks.ts";

/** A call and its answer, on the clock of `performance.now()`. */
export interface PaidCall {
  reference: string;
  isAnswered: boolean;
  /** The first byte of the answer is there. */
  answeredAt: number;
}

const timeoutMs = 10_000;

/**
 * Makes a caller that posts payments over kept connections. It never rejects. It shares the cores with what it measures, so it writes to
 * sockets: a client of `node:http` takes three times as long for a call.
 */
export function createPayer(origin: string, path: string) {
  const { hostname, port, host } = new URL(origin);
  const head = `POST ${path} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\ncontent-length: `;
  const idle: Connection[] = [];
  const all = new Set<Connection>();
  const open = (): Connection => {
    const connection = createConnection(connect({ host: hostname, port: Number(port), noDelay: true }));
    all.add(connection);
    return connection;
  };
  const pay = async (reference: string): Promise<PaidCall> => {
    const body = paymentOf(reference);
    const connection = idle.pop() ?? open();
    const { isAnswered, answeredAt } = await connection.send(`${head}${Buffer.byteLength(body)}\r\n\r\n${body}`);
    if (isAnswered) idle.push(connection);
    else connection.close();
    return { reference, isAnswered, answeredAt };
  };
  return {
    pay,
    close() {
      for (const connection of all) connection.close();
    },
  };
}

type Answer = Omit<PaidCall, "reference">;

interface Connection {
  /** One call at a time. */
  send: (request: string) => Promise<Answer>;
  close: () => void;
}

function createConnection(socket: Socket): Connection {
  let received = "";
  let answeredAt = 0;
  let waiting: ((answer: Answer) => void) | null = null;
  const finish = (isAnswered: boolean): void => {
    waiting?.({ isAnswered, answeredAt: received === "" ? performance.now() : answeredAt });
    waiting = null;
  };
  socket.setEncoding("latin1");
  socket.setTimeout(timeoutMs, () => socket.destroy());
  socket.on("data", (chunk: string) => {
    if (received === "") answeredAt = performance.now();
    received += chunk;
    if (isWhole(received)) finish(received.startsWith("HTTP/1.1 200 "));
  });
  socket.on("error", () => undefined);
  socket.on("close", () => finish(false));
  return {
    send: (request) =>
      new Promise((resolve) => {
        received = "";
        waiting = resolve;
        if (socket.destroyed) finish(false);
        else socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}

/** Whether the head of an answer is there, and as much behind it as it says. */
function isWhole(received: string): boolean {
  const headEnd = received.indexOf("\r\n\r\n");
  if (headEnd === -1) return false;
  const length = /\r\ncontent-length: *(\d+)/i.exec(received)?.[1];
  return length !== undefined && received.length >= headEnd + 4 + Number(length);
}
