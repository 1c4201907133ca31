import { expect, it } from "vitest";
import { createPlaces } from "./places.ts";

it("there is room for so many of each owner and so many of all, and again for those who come when others have left", () => {
  const places = createPlaces({ all: 3, each: 2 });
  const leaveFirst = places.enter("a");
  places.enter("a");
  expect(() => places.enter("a")).toThrow(/try again/);
  const leaveOther = places.enter("b");
  expect(() => places.enter("c")).toThrow(/try again/);
  leaveFirst();
  leaveFirst();
  places.enter("c");
  expect(() => places.enter("c")).toThrow(/try again/);
  leaveOther();
  places.enter("a");
  expect(() => places.enter("b")).toThrow(/try again/);
});
