import { Compass } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { buttonLinkClass } from "../ui/button.tsx";
import { Notice } from "../ui/notice.tsx";

export const metadata: Metadata = { title: "Not found" };

export default function NotFoundPage() {
  return (
    <main>
      <h1 className="sr-only">Not found</h1>
      <Notice icon={<Compass className="text-ink-faint" aria-hidden="true" />} title="There is nothing here">
        <p>The address is wrong, or what was here is gone, or your account may not see it.</p>
        <Link href="/ui/mocks" className={buttonLinkClass}>
          Go to the mocks
        </Link>
      </Notice>
    </main>
  );
}
