import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "@playwright/test";
import { type Product, startProduct } from "./product.ts";

/** Pastes the lines that `npm start` prints, all at once, into a shell. The guard is on, and nothing outside is needed. */
const modes = ["local", "full"] as const;

/** What each command printed; curl ends an answer without a line break. */
async function paste(lines: readonly string[]): Promise<unknown[]> {
  const script = lines.map((line) => (line.startsWith("curl ") ? `${line}; echo` : line)).join("\n");
  const { stdout } = await promisify(execFile)("sh", ["-c", script]);
  return stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);
}

/** They are indented by four spaces. */
function printedLines(product: Product): string[] {
  return product
    .output()
    .split("\n")
    .filter((line) => /^ {4}(curl |TOKEN=)/.test(line))
    .map((line) => line.trim());
}

for (const mode of modes) {
  test(`the printed lines end with a delivery that was delivered (${mode})`, async () => {
    const product = await startProduct({ env: { AUTH_MODE: mode } });
    const lines = printedLines(product).map((line) => line.replace("<password>", product.admin?.password ?? ""));
    const [receiver, sender, answer, deliveries, ...others] = await paste(lines);
    expect(others).toEqual([]);
    expect(receiver).toMatchObject({ success: true, warnings: [] });
    expect(sender).toMatchObject({ success: true, warnings: [] });
    expect(answer).toEqual({ paid: true, order: 7 });
    expect(deliveries).toMatchObject({
      deliveries: [
        {
          mockId: "pay",
          state: "delivered",
          attempts: 1,
          message: { body: { content: '{"event":"paid","order":7}' } },
        },
      ],
    });
    expect(await product.stop()).toBe(0);
  });
}
