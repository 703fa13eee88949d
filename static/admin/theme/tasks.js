// Keeps the groups of tasks folded or open as they were left, from page to page.
"use strict";
{
  const KEY = "regesta.tasks";
  const known = JSON.parse(localStorage.getItem(KEY) || "{}");
  for (const task of document.querySelectorAll("#tasks .task > details")) {
    // The group of this page is always open.
    if (task.id in known && !task.querySelector("[aria-current]")) {
      task.open = known[task.id];
    }
    task.querySelector("summary").addEventListener("click", () => {
      known[task.id] = !task.open;
      localStorage.setItem(KEY, JSON.stringify(known));
    });
  }
}
