import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createConnectionPool } from "./connection-pool.ts";

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function makeConnection(key = "a") {
  const connection = {
    key,
    isEnded: false,
    isAlive: () => !connection.isEnded,
    destroy: () => (connection.isEnded = true),
  };
  return connection;
}

const createPool = (options = {}) =>
  createConnectionPool<ReturnType<typeof makeConnection>>({ idleMax: 2, idleMs: 1000, ...options });

test("a connection is given to one attempt at a time, and to none with other settings", () => {
  const pool = createPool();
  const connection = makeConnection();
  pool.put(connection);
  expect(pool.take("b")).toBeUndefined();
  expect(pool.take("a")).toBe(connection);
  expect(pool.take("a")).toBeUndefined();
});

test("an idle connection ends after its time, one in use does not", () => {
  const pool = createPool();
  const [idle, used] = [makeConnection(), makeConnection()];
  pool.put(used);
  pool.take("a");
  pool.put(idle);
  vi.advanceTimersByTime(999);
  expect(idle.isEnded).toBe(false);
  vi.advanceTimersByTime(1);
  expect([idle.isEnded, used.isEnded]).toEqual([true, false]);
});

test("a connection that was used again meanwhile has its whole time anew", () => {
  const pool = createPool();
  const connection = makeConnection();
  pool.put(connection);
  vi.advanceTimersByTime(900);
  pool.take("a");
  pool.put(connection);
  vi.advanceTimersByTime(900);
  expect(connection.isEnded).toBe(false);
  vi.advanceTimersByTime(100);
  expect(connection.isEnded).toBe(true);
});

test("beyond the most that are kept, the one that waited longest ends", () => {
  const pool = createPool();
  const connections = [makeConnection(), makeConnection(), makeConnection()];
  connections.forEach(pool.put);
  expect(connections.map(({ isEnded }) => isEnded)).toEqual([true, false, false]);
});

test("one that died is neither kept nor given out", () => {
  const pool = createPool();
  const [dead, living] = [makeConnection(), makeConnection()];
  pool.put(dead);
  pool.put(living);
  dead.destroy();
  expect(pool.take("a")).toBe(living);
  pool.put(dead);
  expect(pool.take("a")).toBeUndefined();
});

test("closing ends those that are idle now, and those in use when they come back", () => {
  const pool = createPool();
  const [idle, used] = [makeConnection(), makeConnection()];
  pool.put(used);
  pool.take("a");
  pool.put(idle);
  pool.close();
  expect([idle.isEnded, used.isEnded]).toEqual([true, false]);
  pool.put(used);
  expect(used.isEnded).toBe(true);
});
