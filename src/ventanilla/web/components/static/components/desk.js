// Keys of the desk. Focus itself moves, so that Enter opens and a screen reader follows.
// Single keys can be switched off on this device (WCAG 2.1.4).
const off = "desk-keys-off"
const box = document.querySelector("[data-keys-on]")
if (box) {
  box.checked = !localStorage.getItem(off)
  box.addEventListener("change", () => (box.checked ? localStorage.removeItem(off) : localStorage.setItem(off, "1")))
}

const rows = () => [...document.querySelectorAll("[data-row]")]
const current = () => document.activeElement.closest("[data-row]")
const enter = (row) => row?.querySelector("a")?.focus()

function step(by) {
  const all = rows()
  const at = all.indexOf(current())
  enter(all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))])
}

const keys = {
  "/": () => document.querySelector("[data-seek]")?.focus(),
  j: () => step(1),
  k: () => step(-1),
  t: () => (current()?.querySelector("[data-take]") || document.querySelector("[data-take]:not([data-row] *)"))?.click(),
  "?": () => {
    const region = document.querySelector("[data-keys]")
    if (!region) return
    region.open = !region.open
    if (region.open) region.querySelector("summary").focus()
  },
}

addEventListener("keydown", (event) => {
  const { key, target, ctrlKey, metaKey, altKey, isComposing } = event
  if (key === "Escape" && target.matches("[data-seek]")) target.blur()
  if (ctrlKey || metaKey || altKey || isComposing || localStorage.getItem(off)) return
  if (target.matches("textarea, select, [contenteditable], input:not([type=checkbox], [type=radio])")) return
  if (!keys[key]) return
  event.preventDefault()
  keys[key]()
})
