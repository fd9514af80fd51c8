// A password may be looked at while it is written. Without this it stays hidden; pasting always works.
for (const input of document.querySelectorAll("input[type=password]")) {
  const { show, hide } = input.form.dataset
  if (!show) continue
  const row = Object.assign(document.createElement("div"), { className: "secret" })
  const button = Object.assign(document.createElement("button"), { type: "button", className: "plain", textContent: show })
  button.setAttribute("aria-controls", input.id)
  button.addEventListener("click", () => {
    const seen = input.type === "text"
    input.type = seen ? "password" : "text"
    button.textContent = seen ? show : hide
    input.focus()
  })
  input.replaceWith(row)
  row.append(input, button)
  input.form.addEventListener("submit", () => (input.type = "password"))
}
