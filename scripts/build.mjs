// `npm run build`: installs and builds what is missing, and runs nothing.
import { bootstrap, failWith } from "./bootstrap.mjs";

try {
  await bootstrap();
  process.stdout.write("everything is built\n");
} catch (error) {
  failWith(error);
}
