// Drafts of the desk: one mechanism. They live on the server, where colleagues see them; what cannot be saved there
// now (no connection, a session that is over) waits in this tab and is brought back with the page.
const token = document.querySelector("meta[name=csrf-token]")?.content
const pause = 2000

const texts = (form) => form.querySelector("textarea")
const place = (form) => `unsaved:${form.dataset.draft}:${form.dataset.slot}`

function body(form) {
  const data = new URLSearchParams({ slot: form.dataset.slot, body: texts(form).value })
  const kind = form.querySelector("[name=kind]:checked, select[name=kind]")
  if (kind) data.set("kind", kind.value)
  return data
}

function tell(form, what) {
  const line = form.querySelector("[data-saved]")
  if (line && line.dataset[what]) line.textContent = line.dataset[what]
}

async function save(form, leaving) {
  const words = texts(form).value
  if (form.saved === words) return
  form.saved = words
  const sent = fetch(form.dataset.draft, { method: "POST", body: body(form), headers: { "X-CSRFToken": token }, keepalive: leaving && words.length < 30000, redirect: "manual" })
  try {
    const answer = await sent
    if (answer.status === 200) return tell(form, "long")
    if (answer.status !== 204) throw new Error(answer.status)
    sessionStorage.removeItem(place(form))
    tell(form, "kept")
  } catch {
    form.saved = undefined
    sessionStorage.setItem(place(form), words)
    tell(form, "lost")
  }
}

export function keepDrafts(root) {
  for (const form of root.querySelectorAll("[data-draft]")) {
    const area = texts(form)
    const lost = sessionStorage.getItem(place(form))
    if (lost && !area.value.includes(lost)) area.value = area.value ? `${area.value}\n\n${lost}` : lost
    form.saved = lost ? undefined : area.value
    let timer
    const soon = () => {
      clearTimeout(timer)
      timer = setTimeout(save, pause, form)
    }
    form.addEventListener("input", soon)
    form.addEventListener("submit", () => {
      clearTimeout(timer)
      form.saved = area.value
      sessionStorage.removeItem(place(form))
    })
    addEventListener("pagehide", () => save(form, true))
    if (lost) soon()
  }
}

// Whether something is being written just now: for presence.js.
export const writes = () => {
  const area = document.activeElement
  return Boolean(area?.matches?.("[data-draft] textarea") && area.value.trim())
}
