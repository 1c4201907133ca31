"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useState } from "react";
import { IconButton } from "../button.tsx";
import { Menu, MenuChoice } from "../menu.tsx";
import { type Theme, themeCookieName } from "../theme.ts";

const cookieSeconds = 365 * 24 * 60 * 60;

const options = [
  { value: "light", text: "Light", icon: <Sun size={14} aria-hidden="true" /> },
  { value: "dark", text: "Dark", icon: <Moon size={14} aria-hidden="true" /> },
  { value: "system", text: "As the system", icon: <Monitor size={14} aria-hidden="true" /> },
] as const;

export function ThemeSwitch({ initial }: { initial: Theme }) {
  const [theme, setTheme] = useState(initial);

  const choose = (next: Theme): void => {
    setTheme(next);
    applyTheme(next);
  };

  return (
    <Menu
      align="end"
      trigger={
        <IconButton label="Theme">
          <Sun size={16} aria-hidden="true" />
        </IconButton>
      }
    >
      <MenuChoice label="Theme" value={theme} options={options} onChoose={choose} />
    </Menu>
  );
}

/** Shows the theme now, and makes the server render it from the next page on. */
function applyTheme(theme: Theme): void {
  if (theme === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = theme;
  document.cookie = `${themeCookieName}=${theme}; path=/; max-age=${cookieSeconds}; samesite=lax`;
}
