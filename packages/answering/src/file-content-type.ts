/** Content types by the end of a file's name. */
const textTypes: Readonly<Record<string, string>> = {
  css: "text/css",
  csv: "text/csv",
  htm: "text/html",
  html: "text/html",
  js: "text/javascript",
  md: "text/markdown",
  mjs: "text/javascript",
  txt: "text/plain",
  wsdl: "application/xml",
  xml: "application/xml",
  xsd: "application/xml",
  yaml: "application/yaml",
  yml: "application/yaml",
};

/** Those that say how their characters are encoded by themselves, or have none. */
const otherTypes: Readonly<Record<string, string>> = {
  gif: "image/gif",
  gz: "application/gzip",
  ico: "image/x-icon",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  json: "application/json",
  pdf: "application/pdf",
  png: "image/png",
  svg: "image/svg+xml",
  webp: "image/webp",
  zip: "application/zip",
};

/** The content type of a file that is sent; by its kind when its name says nothing. */
export function contentTypeOfFile(name: string, kind: "text" | "bytes"): string {
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  const textType = find(textTypes, extension);
  if (kind === "bytes") return textType ?? find(otherTypes, extension) ?? "application/octet-stream";
  return find(otherTypes, extension) ?? `${textType ?? "text/plain"}; charset=utf-8`;
}

function find(types: Readonly<Record<string, string>>, extension: string): string | undefined {
  return Object.hasOwn(types, extension) ? types[extension] : undefined;
}
