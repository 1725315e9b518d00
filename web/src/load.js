// Scripts that a page needs only when somebody turns to them. A page on a USB stick may load scripts but fetch nothing.

export function loadScript(src) {
  return new Promise((resolve, reject) => {
    const script = Object.assign(document.createElement("script"), { src, onload: resolve, onerror: () => reject(new Error(src)) });
    document.head.append(script);
  });
}
