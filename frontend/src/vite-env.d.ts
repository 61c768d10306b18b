declare module "@alpinejs/csp" {
  /** The one call we make of Alpine; its build for strict policies carries no types. */
  const Alpine: { start(): void };
  export default Alpine;
}
