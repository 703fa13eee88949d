// Finds usual activities while typing, and counts those that are ticked. Without it the page shows all of them.
"use strict";

{
  const filter = document.getElementById("start-filter");
  const groups = [...document.querySelectorAll(".start-group")];
  const said = filter.parentElement.querySelector("[role=status]");
  const counted = document.querySelector(".start-count");

  const words = (text) => text.toLocaleLowerCase().split(/\s+/).filter(Boolean);

  const show = () => {
    const wanted = words(filter.value);
    let shown = 0;
    for (const group of groups) {
      let any = false;
      for (const card of group.querySelectorAll(".start-card")) {
        const text = [...card.querySelectorAll("h3, p")].map((part) => part.textContent).join(" ").toLocaleLowerCase();
        card.hidden = !wanted.every((word) => text.includes(word));
        any ||= !card.hidden;
        shown += card.hidden ? 0 : 1;
      }
      group.hidden = !any;
    }
    said.textContent = shown ? "" : said.dataset.none;
  };

  const count = () => {
    const ticked = document.querySelectorAll(".start-card input:checked").length;
    const text = ticked === 1 ? counted.dataset.one : counted.dataset.many.replace("%(count)s", ticked);
    counted.textContent = ticked ? text : "";
  };

  filter.parentElement.hidden = false;
  filter.addEventListener("input", show);
  filter.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault(); // it searches; it does not start anything
  });
  document.getElementById("start_form").addEventListener("change", count);
  count();
}
