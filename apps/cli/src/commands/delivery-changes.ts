import { take } from "../api/rest-client.ts";
import { examples } from "./examples.ts";
import { given } from "./values.ts";
import type { Parent, Run } from "./run.ts";

export function addDeliveryChanges(deliveries: Parent, run: Run): void {
  deliveries
    .command("redeliver")
    .description("send final deliveries once more: the same id, the same bytes; to another address as one of its own")
    .argument("<id...>")
    .option("--url <url>", "to this address instead")
    .addHelpText(
      "after",
      examples(
        "understudy deliveries redeliver 01a2…",
        "understudy deliveries redeliver 01a2… --url http://localhost:5770/stubs/sandbox/inbox",
      ),
    )
    .action((ids, options) =>
      run(async ({ api, printDone }) => {
        for (const id of ids) {
          const body = given(options);
          const call = { params: { path: { id } }, ...(Object.keys(body).length > 0 && { body: body as never }) };
          const delivery = await take(api.POST("/api/v1/deliveries/{id}/redeliver", call));
          printDone(`${delivery.id} is ${delivery.state}`, delivery);
        }
        return undefined;
      }),
    );

  deliveries
    .command("cancel")
    .description("end deliveries that are not final")
    .argument("<id...>")
    .addHelpText("after", examples("understudy deliveries cancel 01b3…"))
    .action((ids) =>
      run(async ({ api, printDone }) => {
        for (const id of ids) {
          const path = { id };
          const delivery = await take(api.POST("/api/v1/deliveries/{id}/cancel", { params: { path } }));
          printDone(`${delivery.id} is ${delivery.state}`, delivery);
        }
        return undefined;
      }),
    );
}
