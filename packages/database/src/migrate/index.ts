// Brings a database to the schema that this version knows. A front door of its own, so that a process
// which only migrates does not load the whole client.
export { prepareDatabase } from "./prepare-database.ts";
