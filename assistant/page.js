// What the HTML of the chat calls; each says what came of it where screen readers listen.
function say(text) {
  const status = document.querySelector('#actions [role=status]');
  if (status) status.textContent = text;
}

async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
    say('Copié.');
  } catch {
    say('Le navigateur refuse la copie : sélectionnez le texte et copiez-le.');
  }
}

async function judge(event) {
  event.preventDefault();
  const form = event.target;
  const body = {
    answer_id: form.dataset.answer,
    verdict: form.elements.verdict.value,
    reason: form.elements.reason.value,
  };
  const headers = {'content-type': 'application/json'};
  try {
    const reply = await fetch('/api/feedback', {method: 'POST', headers, body: JSON.stringify(body)});
    if (!reply.ok) throw new Error(reply.statusText);
    form.reset();
    say('Merci, votre avis est noté.');
  } catch {
    say('L’avis n’a pas pu être noté ; réessayez plus tard.');
  }
}
