/** Fader, Hardie & Lee's rounded BG/NBD fit of the CDNOW sample, and the same to more digits. */
export const bgParameters = { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }
export const bgReference = { r: 0.2425967, alpha: 4.413659, a: 0.7929869, b: 2.426164 }

/** The MBG/NBD fit of the same sample in BTYDplus and lifetimes. */
export const mbgParameters = { r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 }
