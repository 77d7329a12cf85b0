// Suggestions under the search box (ARIA combobox). Without it, the form works as any form does.
(() => {
  const box = document.querySelector("form.search input[name=q]");
  if (!box || !window.fetch) return;
  const list = document.createElement("ul");
  list.id = box.id + "-suggestions";
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  box.parentNode.append(list);
  const said = { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" };
  for (const name in said) box.setAttribute(name, said[name]);
  let options = [], at = -1, timer = 0, asked = "";

  const close = () => {
    list.hidden = true;
    at = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };
  const go = (place) => { location.href = options[place].url; };
  const mark = (place) => {
    at = place;
    [...list.children].forEach((item, number) => item.setAttribute("aria-selected", String(number === at)));
    if (at < 0) box.removeAttribute("aria-activedescendant");
    else {
      box.setAttribute("aria-activedescendant", list.children[at].id);
      list.children[at].scrollIntoView({ block: "nearest" });
    }
  };
  const show = (found) => {
    options = found;
    list.replaceChildren(...found.map((one, number) => {
      const item = document.createElement("li"), kind = document.createElement("span");
      item.id = list.id + "-" + number;
      item.setAttribute("role", "option");
      item.textContent = one.text;
      kind.textContent = one.kind + (one.kind === "titre" ? "" : " (" + one.count + ")");
      item.append(kind);
      item.addEventListener("mousedown", (event) => { event.preventDefault(); go(number); });
      return item;
    }));
    if (!found.length) return close();
    list.hidden = false;
    box.setAttribute("aria-expanded", "true");
    mark(-1);
  };
  const ask = async () => {
    const typed = box.value.trim();
    asked = typed;
    if (typed.length < 2) return close();
    try {
      const answer = await fetch("/api/v1/suggestions?q=" + encodeURIComponent(typed.slice(0, 100)));
      const found = await answer.json();
      if (asked === typed && document.activeElement === box) show(found.suggestions);
    } catch { close(); }
  };
  box.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 150); });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const last = options.length - 1;
    if (event.key === "ArrowDown") mark(at < last ? at + 1 : -1);
    else if (event.key === "ArrowUp") mark(at < 0 ? last : at - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && at >= 0) go(at);
    else return;
    event.preventDefault();
  });
})();
