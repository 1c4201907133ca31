/** A mock that every peer is given in its own language. Routes are written as ours are: `/users/:user`. */
export type PeerMock =
  /** GET, and always the same answer. */
  | { kind: "greeting"; route: string }
  /** POST by a customer called Ada: two fields of the body, and a UUID. */
  | { kind: "payment"; route: string }
  /** POST, always the same answer, and a callback to this URL. */
  | { kind: "notified"; route: string; callbackUrl: string };

/** The body of every callback. */
export const notification = '{"event":"payment.succeeded"}';

export const greeting = '{"message":"Hello from Understudy"}';

/** Another mock server, and how to start it. */
export interface Peer {
  name: string;
  /** What npm installs, as `name@version`. */
  packageName: string;
  /** What is started, below the folder of installed packages. */
  program: string;
  /** Java is needed, and some time to compile what is hot. */
  isJvm: boolean;
  /** Its configuration, as a file, and how to start it with that: set up alike, without what it keeps of requests. */
  configure: (mocks: readonly PeerMock[], port: number) => PeerSetup;
}

export interface PeerSetup {
  /** Below the folder in which it is started. */
  configFile: string;
  config: object;
  /** Behind the name of the program. */
  args: string[];
}
