// Fields that search as one types are drawn by a script of Django's that does not tell screen readers what they are called.
"use strict";
{
  function call(select) {
    const box = select.nextElementSibling?.querySelector(".select2-selection");
    const label = select.labels[0];
    if (!box || !label) {
      return;
    }
    label.id ||= `${select.id}_label`;
    const chosen = box.querySelector(".select2-selection__rendered");
    box.setAttribute("aria-labelledby", [label.id, chosen?.id].filter(Boolean).join(" "));
    for (const part of box.querySelectorAll("input, [role=textbox]")) {
      part.setAttribute("aria-labelledby", label.id);
    }
  }

  function callAll(within) {
    within.querySelectorAll("select.admin-autocomplete").forEach(call);
  }

  // Theirs draws when jQuery says that the page is ready, and when a row is added; this comes after it both times.
  window.django?.jQuery?.(() => callAll(document));
  document.addEventListener("formset:added", (event) => callAll(event.target));
}
