// Dragging a card to a column ticks it (with all that is ticked) and presses the column's own button.
const form = document.querySelector("[data-hand]")

for (const card of form?.querySelectorAll("[data-card]") || []) {
  card.draggable = true
  card.addEventListener("dragstart", (event) => {
    card.querySelector("input").checked = true
    card.classList.add("dragged")
    event.dataTransfer.effectAllowed = "move"
    event.dataTransfer.setData("text/plain", card.querySelector("input").value)
  })
  card.addEventListener("dragend", () => card.classList.remove("dragged"))
}

for (const column of form?.querySelectorAll("[data-takes]") || []) {
  const over = (event) => {
    if (!form.querySelector(".dragged")) return
    event.preventDefault()
    event.dataTransfer.dropEffect = "move"
    column.classList.add("over")
  }
  column.addEventListener("dragenter", over)
  column.addEventListener("dragover", over)
  column.addEventListener("dragleave", (event) => {
    if (!column.contains(event.relatedTarget)) column.classList.remove("over")
  })
  column.addEventListener("drop", (event) => {
    if (!form.querySelector(".dragged")) return
    event.preventDefault()
    column.classList.remove("over")
    form.requestSubmit(column.querySelector("button[name=to]"))
  })
}

// A card that was dragged and let go elsewhere is ticked no longer.
form?.addEventListener("dragend", (event) => {
  if (event.dataTransfer.dropEffect === "none") event.target.querySelector("input").checked = false
})
