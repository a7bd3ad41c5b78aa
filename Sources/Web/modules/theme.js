// Paper or night. Runs before the page is painted, so it is no module; the choice is kept on the device.
{
  const root = document.documentElement;
  try {
    const chosen = localStorage.getItem("tribune:theme");
    if (chosen === "paper" || chosen === "night") root.dataset.theme = chosen;
  } catch { /* private mode: the choice lasts as long as the page */ }

  const isNight = () => root.dataset.theme
    ? root.dataset.theme === "night"
    : root.hasAttribute("data-live") || matchMedia("(prefers-color-scheme: dark)").matches;

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme");
    if (!button) return;
    const label = () => {
      button.textContent = isNight() ? button.dataset.paper : button.dataset.night;
      const paper = getComputedStyle(root).getPropertyValue("--paper").trim();
      for (const color of document.querySelectorAll("meta[name=theme-color]")) color.content = paper;
    };
    button.addEventListener("click", () => {
      root.dataset.theme = isNight() ? "paper" : "night";
      try { localStorage.setItem("tribune:theme", root.dataset.theme); } catch { /* as above */ }
      label();
    });
    document.addEventListener("replaced", label);
    label();
    button.hidden = false;
  });
}
