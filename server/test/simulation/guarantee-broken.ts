/** A checker found that the product did not keep what it promises; ends the seed. */
export class GuaranteeBroken extends Error {
  readonly guarantee: string

  constructor(guarantee: string, detail: string) {
    super(`${guarantee}: ${detail}`)
    this.name = 'GuaranteeBroken'
    this.guarantee = guarantee
  }
}
