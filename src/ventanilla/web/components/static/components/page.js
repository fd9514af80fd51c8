// Every page: htmx's header and errors, forms that are sent once, copying. Without this all of it still works.
const trouble = document.getElementById("trouble")
const token = document.querySelector("meta[name=csrf-token]")?.content

function tell(what) {
  if (!trouble) return
  trouble.textContent = trouble.dataset[what]
  trouble.hidden = false
  trouble.scrollIntoView({ block: "nearest" })
}

document.addEventListener("htmx:configRequest", ({ detail }) => {
  if (token) detail.headers["X-CSRFToken"] = token
  if (trouble) trouble.hidden = true
})
document.addEventListener("htmx:sendError", () => tell("offline"))
document.addEventListener("htmx:timeout", () => tell("offline"))
document.addEventListener("htmx:responseError", ({ detail }) => tell(detail.xhr.status === 403 ? "stale" : "failed"))

// Sent once: the second press does nothing until the answer is here, or the page comes back from the cache.
const sent = new Map()

function release(form) {
  const { button, words, timer } = sent.get(form) || {}
  clearTimeout(timer)
  if (button) {
    button.removeAttribute("aria-disabled")
    if (words) button.innerHTML = words
  }
  sent.delete(form)
}

addEventListener("submit", (event) => {
  const form = event.target
  if (event.defaultPrevented || !form.matches("[data-once]")) return
  if (sent.has(form)) return event.preventDefault()
  const button = event.submitter || form.querySelector("button:not([type=button])")
  const words = button?.dataset.busy && button.innerHTML
  sent.set(form, { button, words, timer: setTimeout(release, 20000, form) })
  button?.setAttribute("aria-disabled", "true")
  if (words) button.textContent = button.dataset.busy
})
addEventListener("pageshow", () => [...sent.keys()].forEach(release))
document.addEventListener("htmx:afterRequest", ({ target }) => release(target.closest("form")))

document.addEventListener("click", async ({ target }) => {
  const button = target.closest("[data-copy]")
  if (!button) return
  await navigator.clipboard.writeText(button.dataset.copy)
  const words = button.textContent
  button.textContent = button.dataset.copied
  setTimeout(() => (button.textContent = words), 2500)
})

function prepare(root) {
  if (navigator.clipboard) root.querySelectorAll("[data-copy]").forEach((button) => (button.hidden = false))
}
// The summary of errors has autofocus; for browsers that know it for inputs only, unless the reader was faster:
const free = () => document.activeElement === document.body
addEventListener("load", () => setTimeout(() => free() && document.querySelector("[data-summary]")?.focus(), 100))
document.addEventListener("htmx:load", ({ target }) => prepare(target))
prepare(document)
