import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { getAuthOptions } from "../../../../auth/auth-options.ts";

async function handle(request: NextRequest, context: { params: Promise<{ nextauth: string[] }> }): Promise<Response> {
  const response: unknown = await NextAuth(request, context, getAuthOptions());
  if (response instanceof Response) return response;
  throw new TypeError("NextAuth gave no answer");
}

export { handle as GET, handle as POST };
