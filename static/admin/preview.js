/* What the register would print, while it is typed: asks the server, which saves, reads and undoes. */
"use strict";
{
  const $ = django.jQuery;
  const form = document.querySelector(".walk").closest("form");
  const news = form.querySelector(".walk-news");
  const address = new URL(form.querySelector("button.preview").formAction);
  address.searchParams.set("fragment", "1");
  const QUIET_MS = 1000;
  const SILENT = ["reason_for_change", "csrfmiddlewaretoken"];

  const typed = () => new URLSearchParams(new FormData(form));
  const essence = (data) => [...data].filter(([name]) => !SILENT.includes(name)).join("\n");

  let shown = null;
  let timer = 0;
  let asking = null;

  const tell = (words, waiting, ...more) => {
    news.classList.toggle("is-waiting", waiting);
    news.replaceChildren(words, " ", ...more);
  };

  const put = (from) => {
    for (const slot of from.querySelectorAll("[data-slot]")) {
      const key = slot.parentElement.dataset.panel;
      for (const place of form.querySelectorAll(`[data-panel="${key}"] [data-slot="${slot.dataset.slot}"]`)) {
        if (place.innerHTML.trim() !== slot.innerHTML.trim()) place.replaceChildren(...slot.cloneNode(true).childNodes);
      }
    }
  };

  // Whatever appears above the field that is being typed in: the field stays where it is on the screen.
  const keepPlace = (change) => {
    const held = document.activeElement;
    const before = held.getBoundingClientRect().top;
    change();
    window.scrollBy({ top: held.getBoundingClientRect().top - before, behavior: "instant" });
  };

  const show = (html) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    const problems = page.querySelector("[data-problems]");
    if (problems) {
      tell(news.dataset.waiting, true, document.importNode(problems, true));
    } else {
      keepPlace(() => put(page));
      tell(news.dataset.current, false);
    }
  };

  const ask = async () => {
    const data = typed();
    if (essence(data) === shown) return;
    shown = essence(data);
    asking?.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(address, { method: "POST", body: data, signal: asking.signal, redirect: "error" });
      if (!answer.ok) throw new Error(answer.statusText);
      show(await answer.text());
    } catch (error) {
      if (error.name === "AbortError") return;
      shown = null;
      tell(news.dataset.away, true);
    }
  };

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, QUIET_MS);
  };

  // select2 writes its choices when the page is ready; from then on, changes are somebody's.
  $(() => {
    shown = essence(typed());
    form.addEventListener("input", soon);
    $(form).on("change", soon);
    document.addEventListener("formset:added", soon);
    document.addEventListener("formset:removed", soon);
  });
}
