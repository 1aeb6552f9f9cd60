/** The customer groups of the demo by what they show. */
export const demoGroupIds = {
  /** Of the right size; hardly anybody leaves. */
  healthy: 'wrFUKEdemo0000000000000000000001',
  /** More than 8 % of its people left within 30 days (RISK-02). */
  leaking: 'wrMINGANdemo00000000000000000002',
  /** The first advisor is not in it. */
  foreign: 'wrVIPdemo00000000000000000000003',
} as const
