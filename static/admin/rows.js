/* The parts of a record are put in another order by buttons. Without this script one types numbers. */
"use strict";
{
  const ROWS = ":scope > fieldset > .inline-related.has_original";

  const rowsOf = (group) => [...group.querySelectorAll(ROWS)];
  const placeOf = (row) => row.querySelector('[name$="-position"]');
  const nameOf = (row) => row.querySelector(".part-name").textContent.trim();

  const put = (row, value) => {
    const place = placeOf(row);
    if (place.value === String(value)) return;
    place.value = value;
    place.dispatchEvent(new Event("input", { bubbles: true }));
  };

  // Two that change places keep their numbers between them; only where numbers say nothing all are given anew.
  const number = (rows, one, other) => {
    const values = rows.map((row) => Number(placeOf(row).value));
    const sorted = values.every((value, at) => at === 0 || values[at - 1] < value);
    [rows[one], rows[other]] = [rows[other], rows[one]];
    rows.forEach((row, at) => put(row, sorted ? values[at] : at));
  };

  const move = (group, row, step) => {
    const rows = rowsOf(group);
    const at = rows.indexOf(row);
    const to = at + step;
    if (to < 0 || to >= rows.length) return;
    const other = rows[to];
    number(rows, at, to);
    if (step < 0) other.before(row);
    else other.after(row);
    const said = group.dataset.moved.replace("%(name)s", nameOf(row)).replace("%(place)s", to + 1).replace("%(count)s", rows.length);
    group.querySelector(".rows-said").textContent = said;
  };

  const button = (group, row, words, step) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = `move ${step < 0 ? "up" : "down"}`;
    made.title = words;
    made.setAttribute("aria-label", `${words}: ${nameOf(row)}`);
    made.addEventListener("click", () => {
      move(group, row, step);
      made.focus(); // what is moved in a page loses it
    });
    return made;
  };

  const arrange = (group) => {
    const rows = rowsOf(group).filter(placeOf);
    if (rows.length < 2) return;
    for (const row of rows) {
      const moves = document.createElement("span");
      moves.className = "moves";
      moves.append(button(group, row, group.dataset.up, -1), button(group, row, group.dataset.down, 1));
      row.prepend(moves);
    }
    const switched = document.createElement("button");
    switched.type = "button";
    switched.className = "button quiet rows-order";
    switched.textContent = group.dataset.order;
    switched.setAttribute("aria-pressed", "false");
    switched.addEventListener("click", () => {
      switched.setAttribute("aria-pressed", String(group.classList.toggle("ordering")));
    });
    const said = document.createElement("span");
    said.className = "visually-hidden rows-said";
    said.setAttribute("role", "status");
    group.querySelector(".inline-heading").after(switched, said);
  };

  document.querySelectorAll(".js-inline-admin-formset[data-order]").forEach(arrange);
}
