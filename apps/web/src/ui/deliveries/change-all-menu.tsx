"use client";

import { Ban, ChevronDown, RotateCw } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "../button.tsx";
import { Menu, MenuItem } from "../menu.tsx";
import { ChangeAllDialog } from "./change-all-dialog.tsx";
import type { DeliveryChange } from "./change-words.ts";
import type { DeliveriesAddress } from "./deliveries-address.ts";

/** What can be done with all that the filters show, also with what is not loaded yet. */
export function ChangeAllMenu({ namespace, address }: { namespace: string; address: DeliveriesAddress }) {
  const [change, setChange] = useState<DeliveryChange | null>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (change === null) return undefined;
    const button = trigger.current;
    // What had the focus before the dialog, an item of the menu, is gone.
    return () => button?.focus();
  }, [change]);
  return (
    <>
      <Menu
        align="start"
        trigger={
          <Button ref={trigger}>
            Change all
            <ChevronDown size={14} className="text-ink-faint" aria-hidden="true" />
          </Button>
        }
      >
        <MenuItem icon={<RotateCw size={14} aria-hidden="true" />} onSelect={() => setChange("redeliver")}>
          Redeliver what is finished…
        </MenuItem>
        <MenuItem icon={<Ban size={14} aria-hidden="true" />} onSelect={() => setChange("cancel")}>
          Cancel what is not finished…
        </MenuItem>
      </Menu>
      {change !== null && (
        <ChangeAllDialog change={change} namespace={namespace} address={address} onClose={() => setChange(null)} />
      )}
    </>
  );
}
