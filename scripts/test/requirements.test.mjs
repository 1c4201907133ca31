import { describe, expect, it } from "vitest";
import { leavableNames } from "./arguments.mjs";
import { planRequirements, renderInstallCommand } from "./requirements.mjs";
import { suites } from "./suites.mjs";

const browser = { name: "browser", programs: ["chromium"], packages: ["chromium"] };
const kafka = { name: "kafka", programs: ["java", "mvn"], packages: ["default-jre-headless", "maven"] };
const needingBoth = [
  { parts: [{ project: "a" }, { project: "b", needs: ["browser"] }, { project: "c", needs: ["browser", "kafka"] }] },
];
const plan = (changes) =>
  planRequirements({
    requirements: [browser, kafka],
    suites: needingBoth,
    leftOut: [],
    hasProgram: () => false,
    ...changes,
  });

describe("planning requirements", () => {
  it("finds what is absent of what the suites need", () => {
    expect(plan({ hasProgram: (program) => program !== "chromium" })).toEqual({
      names: ["browser", "kafka"],
      given: [],
      absent: [browser],
    });
  });

  it("takes one whose programs are not all there for absent", () => {
    expect(plan({ hasProgram: (program) => program !== "mvn" }).absent).toEqual([kafka]);
  });

  it("wants nothing that no chosen suite needs", () => {
    expect(plan({ suites: [{ parts: [{ project: "a" }] }] })).toEqual({ names: [], given: [], absent: [] });
  });

  it("wants nothing that was left out, even where it is there", () => {
    expect(plan({ leftOut: ["browser"], hasProgram: () => true })).toEqual({ names: ["kafka"], given: [], absent: [] });
  });

  it("needs no program for what is given", () => {
    const rows = [browser, { ...kafka, givenBy: "TEST_KAFKA_BROKERS" }];
    const names = ["browser", "kafka"];
    const env = { TEST_KAFKA_BROKERS: "localhost:9092" };
    expect(plan({ requirements: rows, env })).toEqual({ names, given: ["kafka"], absent: [browser] });
    expect(plan({ requirements: rows, env: { TEST_KAFKA_BROKERS: "" } })).toMatchObject({ given: [], absent: rows });
  });

  it("makes one command for everything that is missing", () => {
    expect(renderInstallCommand([browser, kafka, kafka])).toMatch(
      /install -y --no-install-recommends chromium default-jre-headless maven'$/,
    );
  });

  it("lets everything be left out that a suite needs", () => {
    const needs = suites.flatMap((suite) => suite.parts).flatMap((part) => part.needs ?? []);
    expect(leavableNames).toEqual(expect.arrayContaining(needs));
  });
});
