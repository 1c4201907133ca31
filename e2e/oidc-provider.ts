import { once } from "node:events";
import Provider from "oidc-provider";

export interface RunningProvider {
  /** Its issuer: on another host name than the product, so that the browser takes it for another site. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  stop: () => Promise<void>;
}

/**
 * A real OpenID Connect provider, for a product at `productUrl`. Whoever enters a name in its sign-in page is known by it, with the verified address
 * `<name>@example.com`; any password is right. It demands PKCE.
 */
export async function startOidcProvider(productUrl: string, port: number): Promise<RunningProvider> {
  const issuer = `http://127.0.0.1:${port}`;
  const [clientId, clientSecret] = ["understudy", "a secret of the client"];
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [`${productUrl}/api/auth/callback/oidc`],
      },
    ],
    claims: { email: ["email", "email_verified"], profile: ["preferred_username"] },
    pkce: { required: () => true },
    cookies: { keys: ["signs the provider's cookies"] },
    findAccount: (_context, id) => ({
      accountId: id,
      claims: () => ({ sub: id, preferred_username: id, email: `${id}@example.com`, email_verified: true }),
    }),
  });
  const server = provider.listen(port, "127.0.0.1");
  await once(server, "listening");
  return {
    issuer,
    clientId,
    clientSecret,
    async stop() {
      const closed = once(server, "close");
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
