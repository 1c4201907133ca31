export { handleRest as GET } from "../../../rest/handle-rest.ts";
