export interface StoreVersionTables {
  /** Changed by triggers with the rows of its tables; a value never comes back. */
  storeVersion: { name: 'product' | 'script' | 'offer'; version: string }
}
