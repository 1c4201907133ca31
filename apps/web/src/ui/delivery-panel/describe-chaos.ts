import type { ChaosEffect } from "@understudy/domain";

/** What chaos did to a delivery, in a sentence. */
export function describeChaos(effect: ChaosEffect): string {
  switch (effect.kind) {
    case "drop":
      return "It was dropped: nothing is sent.";
    case "duplicate":
      return effect.copies === 1
        ? "It has a copy with the same id."
        : `It has ${effect.copies} copies with the same id.`;
    case "copy":
      return `It is a copy of ${effect.of}, and is sent with that id.`;
    case "reorder":
      return `It was held back by ${effect.heldBackMs} ms, so that later ones overtake it.`;
    case "late":
      return `It was sent ${effect.heldBackMs} ms late.`;
    case "truncate":
      return `Its body was cut after ${effect.bytes} of ${effect.bytesBefore} bytes.`;
    case "wrongContentType":
      return `Its content type is wrong: it was ${effect.before}.`;
  }
}
