// Adds "Copy" buttons to what is meant to be copied: citations, and the words of a unit with their citation.
// Without this script the same words can be selected by hand.
(() => {
  if (!navigator.clipboard) return;
  const status = document.createElement("p");
  status.className = "unseen";
  status.setAttribute("role", "status");
  document.body.append(status);
  const words = (element) => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll("sup, .back").forEach((mark) => mark.remove());
    return copy.textContent.trim();
  };
  const button = (element, name, text) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "copier";
    made.textContent = "Copy";
    made.setAttribute("aria-label", name);
    made.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text());
      const warning = element.dataset.warning;
      made.textContent = status.textContent = warning ? `Copied: ${warning}, see the note` : "Copied";
      setTimeout(() => { made.textContent = "Copy"; status.textContent = ""; }, warning ? 6000 : 2000);
    });
    return made;
  };
  document.querySelectorAll("[data-copy]").forEach((element) => {
    element.after(button(element, element.dataset.copy, () => words(element)));
  });
  document.querySelectorAll(".words[data-cite]").forEach((element) => {
    const reference = element.dataset.cite.replace(/\.$/, "");
    element.previousElementSibling.append(
      button(element, `Copy with citation: ${reference}`, () => `“${words(element)}” (${reference})`),
    );
  });
})();
