import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createHttpMessage, type HttpMessage } from "@understudy/domain";
import { createGuardedAgent } from "@understudy/egress";
import { describeTransport, type Received } from "../../../test/transport-contract.ts";
import { createHttpTransport } from "./http-transport.ts";

describeTransport<HttpMessage>("HTTP", async () => {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
      received.push({ body: Buffer.concat(chunks), headers, deliveryId: String(headers["webhook-id"]) });
      response.end();
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    createMessage: (address, headers = {}) =>
      createHttpMessage({ url: `http://${address}/hook`, headers, hops: 1 }).message,
    createTransport: (guard) =>
      createHttpTransport({ agent: createGuardedAgent(guard), hopsKey: Buffer.alloc(32, 7), version: "1.2.3" }),
    receive: () => Promise.resolve(received),
    async stop() {
      server.closeAllConnections();
      await once(server.close(), "close");
    },
  };
});
