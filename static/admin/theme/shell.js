// The menu, the filters and the account's links: open where there is room; groups of tasks stay folded as they were left.
// What looks like a button is pressed like one.
"use strict";
{
  // From this width on, the style sheets show them open anyway; here the browser and screen readers are told so, too.
  for (const details of document.querySelectorAll("details[data-open-from]")) {
    const wide = matchMedia(`(min-width: ${details.dataset.openFrom}px)`);
    const asFound = details.open;
    const fit = () => {
      details.open = wide.matches || asFound;
      details.querySelector("summary").tabIndex = wide.matches ? -1 : 0; // nothing to fold there
    };
    wide.addEventListener("change", fit);
    fit();
  }

  // Some of Django's buttons are links, which the space bar would not press.
  document.addEventListener("keydown", (event) => {
    if (event.key !== " " || !event.target.matches("a[role=button]")) return;
    event.preventDefault();
    event.target.click();
  });

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
