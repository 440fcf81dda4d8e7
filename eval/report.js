"use strict";
const form = document.getElementById("filters");
if (form) {
  const cards = [...document.querySelectorAll("#questions > details")];
  const show = () => {
    const words = form.elements.words.value.toLowerCase();
    const { value: outcome } = form.elements.outcome;
    const { value: tag } = form.elements.tag;
    for (const card of cards) {
      card.hidden = !(
        card.textContent.toLowerCase().includes(words) &&
        (!outcome || card.dataset.outcome === outcome) &&
        (!tag || card.dataset.tags.split("\n").includes(tag))
      );
    }
    const shown = cards.filter((card) => !card.hidden).length;
    form.querySelector("output").textContent = `${shown} of ${cards.length} questions`;
  };
  form.hidden = false;
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  show();
}
