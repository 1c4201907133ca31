/** Where clients of other mock servers look for the API's description (contract A8). */
export function GET(): Response {
  return new Response(null, { status: 307, headers: { location: "/docs/api" } });
}
