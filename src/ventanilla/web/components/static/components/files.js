// File choosers: what was chosen, how big, what will not be accepted, told before it is sent over a slow line.
const size = (bytes) => bytes < 1e6
  ? `${Math.max(1, Math.round(bytes / 1e3))} kB`
  : `${(bytes / 1e6).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 })} MB`

function fault(file, input) {
  const { maxBytes, tooBig, empty, format } = input.dataset
  if (!file.size) return empty
  if (maxBytes && file.size > maxBytes) return tooBig
  const endings = input.accept.split(",")
  return input.accept && !endings.some((ending) => file.name.toLowerCase().endsWith(ending)) ? format : ""
}

function show(input) {
  const list = input.parentElement.querySelector(".chosen")
  const faults = [...input.files].map((file) => fault(file, input))
  list.replaceChildren(...[...input.files].map((file, n) => {
    const item = document.createElement("li")
    const name = Object.assign(document.createElement("span"), { textContent: file.name, dir: "auto" })
    item.append(name, Object.assign(document.createElement("span"), { textContent: size(file.size), className: "soft small" }))
    if (faults[n]) {
      item.className = "wrong"
      item.append(Object.assign(document.createElement("span"), { textContent: `✕ ${faults[n]}`, className: "error small" }))
    }
    const remove = Object.assign(document.createElement("button"), { type: "button", className: "plain small", textContent: input.dataset.remove })
    remove.setAttribute("aria-label", `${input.dataset.remove} ${file.name}`)
    remove.addEventListener("click", () => {
      set(input, [...input.files].filter((one) => one !== file))
      input.focus()
    })
    item.append(remove)
    return item
  }))
  const first = faults.findIndex(Boolean)
  input.setCustomValidity(first < 0 ? "" : `${input.files[first].name} ${faults[first]}`)
}

function set(input, files) {
  const box = new DataTransfer()
  files.forEach((file) => box.items.add(file))
  input.files = box.files
  before.set(input, files)
  show(input)
}

// Choosing a second time adds to what was chosen, where several are allowed: replacing loses files unseen.
const before = new WeakMap()
addEventListener("change", ({ target }) => {
  if (!target.matches?.("[data-file]")) return
  const kept = target.multiple ? before.get(target) || [] : []
  const fresh = [...target.files].filter((file) => !kept.some((one) => one.name === file.name && one.size === file.size))
  set(target, [...kept, ...fresh])
})
