/** Where this installation is reached: calls to it wait in one line, whatever name they use. */
export interface OwnAddress {
  publicOrigin: string;
  port: number;
}

/** How the deliveries to ourselves are filed. */
const ownTarget = "own";

/** The target that somebody means who writes a host, a host and port, or a whole URL; of a broker it is the URL. */
export function toTarget(text: string, own: OwnAddress): string {
  if (/^(kafka|amqps?):\/\//.test(text)) return text;
  const url = URL.parse(text.includes("://") ? text : `http://${text}`);
  if (url === null) return text;
  return isOwn(url, own) ? ownTarget : url.host;
}

function isOwn(url: URL, own: OwnAddress): boolean {
  if (url.host === new URL(own.publicOrigin).host) return true;
  const isLoopback = /^(localhost|.+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  return isLoopback && Number(url.port || 80) === own.port;
}
