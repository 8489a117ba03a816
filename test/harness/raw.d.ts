/** The text of a file, as Vite gives it. */
declare module "*?raw" {
  const text: string;
  // oxlint-disable-next-line import/no-default-export -- that is how Vite gives it
  export default text;
}
