export { default } from "../namespaces/layout.tsx";
