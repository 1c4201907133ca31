import { installationScope } from "@understudy/domain";
import { Send } from "lucide-react";
import Link from "next/link";
import { buttonLinkClass } from "../button.tsx";
import { Notice } from "../notice.tsx";
import { webhooksPath } from "./webhooks-path.ts";

/** No event webhook of the installation sent anything yet. */
export function NoAdminDeliveries() {
  return (
    <Notice icon={<Send className="text-ink-faint" aria-hidden="true" />} title="Nothing was sent yet">
      <p>Each change that an event webhook of the installation asks for shows up here by itself.</p>
      <Link href={webhooksPath(installationScope)} className={buttonLinkClass}>
        Webhooks of the installation
      </Link>
    </Notice>
  );
}
