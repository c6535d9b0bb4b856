/**
 * Where nothing takes a file, a browser would open it instead of this page.
 * @returns the stop
 */
export function refuseFileDrops(): () => void {
  const over = (event: DragEvent): void => {
    // Who takes files has said so before.
    if (event.defaultPrevented || event.dataTransfer?.types.includes('Files') !== true) return
    event.preventDefault()
    event.dataTransfer.dropEffect = 'none'
  }
  window.addEventListener('dragover', over)
  window.addEventListener('drop', over)
  return () => {
    window.removeEventListener('dragover', over)
    window.removeEventListener('drop', over)
  }
}
