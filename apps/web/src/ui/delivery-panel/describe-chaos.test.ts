import type { ChaosEffect } from "@understudy/domain";
import { expect, test } from "vitest";
import { describeChaos } from "./describe-chaos.ts";

test.each<[ChaosEffect, string]>([
  [{ kind: "drop" }, "It was dropped: nothing is sent."],
  [{ kind: "duplicate", copies: 1 }, "It has a copy with the same id."],
  [{ kind: "duplicate", copies: 3 }, "It has 3 copies with the same id."],
  [{ kind: "copy", of: "0199" }, "It is a copy of 0199, and is sent with that id."],
  [{ kind: "reorder", heldBackMs: 70 }, "It was held back by 70 ms, so that later ones overtake it."],
  [{ kind: "late", heldBackMs: 70 }, "It was sent 70 ms late."],
  [{ kind: "truncate", bytes: 0, bytesBefore: 12 }, "Its body was cut after 0 of 12 bytes."],
  [{ kind: "wrongContentType", before: "text/xml" }, "Its content type is wrong: it was text/xml."],
])("%j: %s", (effect, sentence) => {
  expect(describeChaos(effect)).toBe(sentence);
});
