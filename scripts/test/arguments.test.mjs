import { describe, expect, it } from "vitest";
import { chooseSuites, parseLeftOut, UsageError } from "./arguments.mjs";

describe("TEST_WITHOUT", () => {
  it.each([
    ["", []],
    ["browser", ["browser"]],
    [" rabbitmq, kafka,browser ,", ["rabbitmq", "kafka", "browser"]],
    ["kafka,kafka", ["kafka"]],
  ])("reads %j", (text, names) => {
    expect(parseLeftOut(text)).toEqual(names);
  });

  it("refuses a name that it does not know, so that a typing error leaves nothing out", () => {
    expect(() => parseLeftOut("browser,kafak")).toThrow(UsageError);
    expect(() => parseLeftOut("kafak")).toThrow(/kafak.*rabbitmq, kafka, browser/);
  });
});

describe("the suites of a command line", () => {
  const suites = [{ name: "unit" }, { name: "e2e" }];

  it("are all of them if it names none", () => {
    expect(chooseSuites(suites, [])).toEqual(suites);
  });

  it("run in our order, whatever the order of the names", () => {
    expect(chooseSuites(suites, ["e2e", "unit"])).toEqual(suites);
  });

  it("must exist", () => {
    expect(() => chooseSuites(suites, ["unit", "units"])).toThrow(UsageError);
  });
});
