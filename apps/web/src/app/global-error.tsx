"use client";

import { FailurePage } from "../ui/failure-page.tsx";
import "./globals.css";

/** The last resort: the root layout itself failed. */
export default function GlobalErrorPage(props: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>Understudy</title>
        <FailurePage {...props} />
      </body>
    </html>
  );
}
