// Keys of the desk. A template gives an element its key: data-key="r", or two after another: data-key="g u";
// data-key-words says what it does where its own words do not. Links and buttons are pressed, inputs get the focus.
// Other modules add theirs with `on`. Focus itself moves, so that Enter opens and a screen reader follows.
// Single keys can be switched off on this device (WCAG 2.1.4); in a field they only ever write.
const off = "desk-keys-off"
const FIELD = "textarea, select, [contenteditable], input:not([type=checkbox], [type=radio])"
const BOX = "textarea, select, input:not([type=hidden], [type=radio], [type=checkbox])"
const PATIENCE = 1500 // milliseconds for the second key
const known = new Map()
let begun = ""
let timer

export const on = (key, act) => known.set(key, act)

export function say(words) {
  const place = document.querySelector("[data-announce]")
  if (!place) return
  place.textContent = ""
  setTimeout(() => (place.textContent = words), 50)
}

const box = document.querySelector("[data-keys-on]")
if (box) {
  box.checked = !localStorage.getItem(off)
  box.addEventListener("change", () => (box.checked ? localStorage.removeItem(off) : localStorage.setItem(off, "1")))
}

// Also what is folded away under "more": its key is there for those who do not unfold it.
const shows = (element) => !element.closest("[hidden], dialog:not([open])")
const keyed = () => [...document.querySelectorAll("[data-key]:not([data-key=''])")]
const element = (key) => keyed().find((one) => one.dataset.key === key && shows(one))
const leads = (key) =>
  keyed().some((one) => one.dataset.key.startsWith(`${key} `)) || [...known.keys()].some((one) => one.startsWith(`${key} `))

function act(key) {
  const own = known.get(key)
  const marked = element(key)
  // A module's key that does not apply here leaves it to the element.
  if (own && own() !== false) return true
  if (!marked) return false
  const field = marked.matches(BOX) ? marked : marked.matches('a[href^="#"]') && document.querySelector(marked.hash)?.querySelector(BOX)
  if (!field) marked.click()
  else {
    field.scrollIntoView({ block: "center" })
    field.focus()
  }
  return true
}

function pressed(key) {
  const whole = begun ? `${begun} ${key}` : key
  clearTimeout(timer)
  begun = ""
  if (leads(whole)) {
    begun = whole
    timer = setTimeout(() => (begun = ""), PATIENCE)
    return true
  }
  return act(whole) || (whole !== key && act(key))
}

addEventListener("keydown", (event) => {
  const { key, target, ctrlKey, metaKey, altKey, isComposing, repeat } = event
  if (key === "Escape" && target.matches?.(FIELD)) target.blur()
  if (ctrlKey || metaKey || altKey || isComposing || localStorage.getItem(off)) return
  if (key.length > 1 || target.matches?.(FIELD) || target.closest?.("dialog")) return
  if (repeat && !["j", "k"].includes(key)) return
  if (pressed(key)) event.preventDefault()
})

on("/", () => document.querySelector("[data-seek]")?.focus())

// The sheet: what can be pressed on this page, the page's own keys among those of every page.
const words = (one) => (one.dataset.keyWords || one.querySelector("span")?.textContent || one.textContent || one.title).trim()

function line(keys, told) {
  const row = document.createElement("div")
  const term = row.appendChild(document.createElement("dt"))
  keys.split(" ").forEach((key, n) => {
    if (n) term.append(" ")
    term.appendChild(document.createElement("kbd")).textContent = key
  })
  row.appendChild(document.createElement("dd")).textContent = told
  return row
}

on("?", () => {
  const sheet = document.querySelector("[data-sheet]")
  if (!sheet) return false
  const list = sheet.querySelector("dl")
  list.replaceChildren(...document.querySelector("[data-keys] dl").cloneNode(true).children)
  const seen = new Set()
  for (const one of keyed()) {
    if (!shows(one) || seen.has(one.dataset.key)) continue
    seen.add(one.dataset.key)
    list.append(line(one.dataset.key, words(one)))
  }
  sheet.showModal()
})

for (const one of keyed()) one.setAttribute("aria-keyshortcuts", one.dataset.key)
