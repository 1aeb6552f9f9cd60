const firstCapacity = 1 << 16
const fullAt = 0.7

/**
 * Counts how often each key came, in ten bytes a slot whatever the length of the keys: a 48-bit hash stands for the key. Two keys of
 * one hash share a count: of a million keys that happens once in 500 files.
 */
export class Ordinals {
  #low = new Uint32Array(firstCapacity)
  #high = new Uint16Array(firstCapacity)
  #counts = new Uint32Array(firstCapacity)
  #used = 0

  /** 1 for the first of its key, 2 for the second … */
  next(key: string): number {
    if (this.#used >= this.#counts.length * fullAt) this.#grow()
    const slot = this.#slotOf(...hash(key))
    const count = (this.#counts[slot] ?? 0) + 1
    if (count === 1) this.#used += 1
    this.#counts[slot] = count
    return count
  }

  #slotOf(low: number, high: number): number {
    const mask = this.#counts.length - 1
    let slot = low & mask
    while (this.#counts[slot] !== 0 && (this.#low[slot] !== low || this.#high[slot] !== high))
      slot = (slot + 1) & mask
    this.#low[slot] = low
    this.#high[slot] = high
    return slot
  }

  #grow(): void {
    const [low, high, counts] = [this.#low, this.#high, this.#counts]
    const capacity = counts.length * 2
    this.#low = new Uint32Array(capacity)
    this.#high = new Uint16Array(capacity)
    this.#counts = new Uint32Array(capacity)
    counts.forEach((count, index) => {
      if (count > 0) this.#counts[this.#slotOf(low[index] ?? 0, high[index] ?? 0)] = count
    })
  }
}

/** Two multiplicative hashes over the UTF-16 units, mixed at the end (murmur3's finaliser): 32 and 16 bits. */
function hash(key: string): [low: number, high: number] {
  let one = 0x9e3779b9
  let other = 0x85ebca6b
  for (let index = 0; index < key.length; index += 1) {
    const unit = key.charCodeAt(index)
    one = Math.imul(one ^ unit, 0x01000193)
    other = Math.imul(other ^ unit, 0x5bd1e995)
  }
  return [mixed(one ^ (other >>> 16)), mixed(other ^ (one >>> 16)) & 0xffff]
}

function mixed(value: number): number {
  let bits = value ^ (value >>> 16)
  bits = Math.imul(bits, 0x85ebca6b)
  bits ^= bits >>> 13
  bits = Math.imul(bits, 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}
