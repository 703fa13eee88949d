/* The panels of a form as tabs. Without this script they stand one below the other, under a table of contents. */
"use strict";
{
  const $ = django.jQuery;
  const walk = document.querySelector(".walk");
  const form = walk.closest("form");
  const steps = walk.querySelector(".walk-steps ol");
  const panels = [...walk.querySelectorAll(".panel")];
  const NARROW = 880;

  const tabOf = (panel) => document.getElementById(`tab-${panel.dataset.panel}`);
  const reachable = () => panels.filter((panel) => !panel.hidden);
  const open = () => panels.find((panel) => panel.classList.contains("is-open"));

  /* Tabs */

  const select = (panel, { focus = false } = {}) => {
    for (const one of panels) {
      const chosen = one === panel;
      one.classList.toggle("is-open", chosen);
      tabOf(one).setAttribute("aria-selected", String(chosen));
      tabOf(one).tabIndex = chosen ? 0 : -1;
    }
    if (focus) tabOf(panel).focus();
    // Saving leads back to this panel: what an address says behind # outlives a redirect.
    form.setAttribute("action", `${location.pathname}${location.search}#${panel.id}`);
  };

  const chooseByHand = (panel, options) => {
    select(panel, options);
    history.replaceState(null, "", `#${panel.id}`);
    // The steps stay in sight while one scrolls; the heading of what was chosen must not lie behind them.
    const hidden = steps.getBoundingClientRect().bottom - panel.getBoundingClientRect().top;
    if (hidden > 0) window.scrollBy(0, -hidden - 16);
  };

  const makeTabs = () => {
    walk.classList.add("tabbed");
    steps.setAttribute("role", "tablist");
    for (const item of steps.children) item.setAttribute("role", "presentation");
    for (const panel of panels) {
      const tab = tabOf(panel);
      tab.setAttribute("role", "tab");
      tab.setAttribute("aria-controls", panel.id);
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", tab.id);
      tab.addEventListener("click", (event) => {
        event.preventDefault();
        chooseByHand(panel);
      });
    }
  };

  const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

  steps.addEventListener("keydown", (event) => {
    const all = reachable();
    const at = all.indexOf(open());
    const to = { Home: 0, End: all.length - 1 }[event.key] ?? (STEPS[event.key] ? (at + STEPS[event.key] + all.length) % all.length : null);
    if (to === null) return;
    event.preventDefault();
    chooseByHand(all[to], { focus: true });
  });

  /* Going to a field */

  const focusOn = (field) => {
    const shown = field.classList.contains("select2-hidden-accessible") ? field.nextElementSibling.querySelector(".select2-selection, input") : field;
    shown.focus();
    shown.scrollIntoView({ block: "center" });
  };

  const uncover = (element) => {
    for (let box = element.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  };

  const goTo = (hash) => {
    const target = hash.length > 1 && document.getElementById(decodeURIComponent(hash.slice(1)));
    const panel = target && target.closest(".panel");
    if (!panel) return false;
    panel.hidden = tabOf(panel).parentElement.hidden = false;
    select(panel);
    if (target !== panel) {
      uncover(target);
      focusOn(target.matches("input, select, textarea") ? target : target.querySelector("input:not([type=hidden]), select, textarea, summary") || target);
    }
    return true;
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    if (!link || steps.contains(link) || link.getAttribute("href") === "#") return;
    if (goTo(link.getAttribute("href"))) event.preventDefault();
  });
  window.addEventListener("hashchange", () => goTo(location.hash));

  /* What is wrong, counted */

  const mistakes = (panel) => panel.querySelectorAll(".errorlist > li").length;

  const countMistakes = () => {
    for (const panel of panels.filter(mistakes)) {
      const count = document.createElement("span");
      count.className = "wrong";
      count.textContent = mistakes(panel);
      const words = document.createElement("span");
      words.className = "visually-hidden";
      words.textContent = ` ${walk.dataset.wrong}`;
      count.append(words);
      tabOf(panel).append(count);
    }
  };

  /* The role decides which letters are asked for, and where the fields stand. */

  const isEmpty = (block) => !block.querySelector(".inline-related:not(.empty-form)") && ![...block.querySelectorAll("select, textarea")].some((field) => field.value && !field.closest(".inline-group"));

  const arrange = (panel, side) => {
    const head = [...panel.querySelectorAll("header")].find((one) => one.dataset.side === side);
    const item = tabOf(panel).parentElement;
    const blocks = (head?.dataset.blocks || "").split(" ").filter(Boolean).map((key) => walk.querySelector(`[data-block="${key}"]`)).filter(Boolean);
    const folded = head && "folded" in head.dataset;
    panel.querySelector(".panel-blocks").append(...blocks);
    for (const block of blocks) block.hidden = folded && isEmpty(block);
    panel.hidden = item.hidden = !head || (folded && blocks.every(isEmpty));
    panel.id = head ? head.dataset.anchor : `other-${panel.dataset.panel}`;
    tabOf(panel).href = `#${panel.id}`;
    tabOf(panel).setAttribute("aria-controls", panel.id);
  };

  const play = (side) => {
    walk.dataset.side = side;
    panels.forEach((panel) => arrange(panel, side));
    for (const one of walk.querySelectorAll("[data-side]")) one.hidden = one.dataset.side !== side;
    if (open().hidden) select(reachable()[0]);
  };

  const role = document.getElementById("id_role");
  role?.addEventListener("change", () => play(role.value === "processor" ? "processor" : "controller"));

  /* Rows */

  const said = (field) => {
    if (field.tagName === "SELECT") return [...field.selectedOptions].filter((option) => option.value).map((option) => option.textContent).join(", ");
    return field.value.trim();
  };

  const summarise = (part) => {
    const texts = part.dataset.says.split(" ").map((name) => part.querySelector(`[name$="-${name}"]`)).filter(Boolean).map(said).filter(Boolean);
    if (!texts.length) return;
    part.querySelector(".part-name").textContent = texts[0];
    part.querySelector(".part-remark").textContent = texts.slice(1).join(" · ");
  };

  // Of what select2 changes only jQuery hears; what it and Django's scripts write while the page loads is no change.
  $(() => $(walk).on("change", "details.part", (event) => summarise(event.currentTarget)));

  document.addEventListener("formset:added", (event) => {
    uncover(event.target);
    const number = event.target.id.split("-").pop();
    for (const field of event.target.querySelectorAll("[aria-describedby*=__prefix__]")) {
      // Django's script numbers ids, names and labels, and forgets these.
      field.setAttribute("aria-describedby", field.getAttribute("aria-describedby").replace("__prefix__", number));
    }
    const part = event.target.querySelector("details");
    if (part) part.open = true;
    focusOn(event.target.querySelector("select, textarea, input:not([type=hidden])"));
  });

  /* Whoever adds a record in a pop-up comes back to the field beside it. */

  let left = null;
  $(document.body).on("django:show-related", ".related-widget-wrapper-link", (event) => {
    left = event.currentTarget.closest(".related-widget-wrapper").querySelector("select");
  });
  $(document.body).on("change", ".related-widget-wrapper select", (event) => {
    if (event.currentTarget === left) setTimeout(focusOn, 0, left);
    left = null;
  });

  /* What has the focus is never behind the steps, however many lines they take. */
  new ResizeObserver(() => {
    const edge = parseFloat(getComputedStyle(steps.parentElement).top) + steps.parentElement.offsetHeight;
    document.documentElement.style.scrollPaddingTop = `${edge + 8}px`;
  }).observe(steps.parentElement);

  makeTabs();
  countMistakes();
  if (walk.clientWidth < NARROW) for (const printed of walk.querySelectorAll(".panel-printed")) printed.open = false;
  const wrong = panels.find(mistakes);
  if (wrong) wrong.hidden = tabOf(wrong).parentElement.hidden = false;
  if (wrong || !goTo(location.hash)) select(wrong || reachable()[0]);
}
