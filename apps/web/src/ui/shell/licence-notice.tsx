import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import { textLinkClass } from "../text-link.ts";

/** Said above a page while licences end soon. */
export function LicenceNotice({ text }: { text: string }) {
  return (
    <aside
      aria-label="License"
      className="flex items-start gap-2 border-b border-line bg-danger-soft px-4 py-2 text-sm sm:items-center"
    >
      <TriangleAlert size={16} className="mt-0.5 shrink-0 text-danger sm:mt-0" aria-hidden="true" />
      <p>
        {text}{" "}
        <Link href="/ui/admin/licences" className={textLinkClass}>
          Licenses
        </Link>
      </p>
    </aside>
  );
}
