// Fields that search as one types are drawn by a script of Django's that does not tell screen readers what they are called,
// and does not hear what is typed before it is asked to open.
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

  // Typing opens the list and searches it, as typing does in any field.
  document.addEventListener("keydown", (event) => {
    const box = event.target.closest?.(".select2-selection--single");
    const typed = event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!box || !typed) return;
    const select = box.closest(".select2").previousElementSibling;
    window.django.jQuery(select).select2("open");
    document.querySelector(".select2-container--open .select2-search__field")?.focus();
  });

  // Theirs draws when jQuery says that the page is ready, and when a row is added; this comes after it both times.
  window.django?.jQuery?.(() => callAll(document));
  document.addEventListener("formset:added", (event) => callAll(event.target));
}
