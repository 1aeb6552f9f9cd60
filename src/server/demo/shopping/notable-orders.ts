import type { NotableKey } from '../../../simulator/people/notable.ts'

export type ToldOrder = [daysAgo: number, ...skus: string[]]

/** What the notable people bought, earliest first. */
export const notableOrders: Record<NotableKey, readonly ToldOrder[]> = {
  hesitant: [
    [142, 'ZY-MA-01'],
    [71, 'ZY-CL-01', 'ZY-MA-03'],
  ],
  vip: [
    [400, 'ZY-SE-01'],
    [331, 'ZY-SE-02', 'ZY-MA-02'],
    [262, 'ZY-SE-01', 'ZY-SU-01'],
    [205, 'ZY-CO-03', 'ZY-CO-02'],
    [150, 'ZY-SE-01', 'ZY-MA-01'],
    [97, 'ZY-SE-02'],
    [48, 'ZY-SE-01', 'ZY-SU-02'],
    [12, 'ZY-SE-03', 'ZY-MA-02'],
  ],
  birthday: [
    [171, 'ZY-SE-03', 'ZY-CL-01'],
    [95, 'ZY-CO-03'],
    [41, 'ZY-SU-01', 'ZY-MA-03'],
  ],
  fullCart: [
    [82, 'ZY-SE-03', 'ZY-CL-03'],
    [33, 'ZY-MA-01', 'ZY-MA-04'],
  ],
  newcomer: [],
  optedOut: [
    [220, 'ZY-SE-01'],
    [151, 'ZY-MA-02', 'ZY-CL-03'],
    [92, 'ZY-SU-01'],
    [18, 'ZY-SE-03'],
  ],
  silent: [
    [292, 'ZY-SE-03', 'ZY-MA-01'],
    [231, 'ZY-SE-02'],
    [160, 'ZY-SU-01', 'ZY-CL-01'],
    [101, 'ZY-SE-03'],
    [46, 'ZY-SE-02', 'ZY-MA-03'],
  ],
  smallBuyer: [[380, 'ZY-CL-04', 'ZY-SU-04']],
  couponHolder: [
    [103, 'ZY-SE-03', 'ZY-MA-01'],
    [61, 'ZY-CO-01', 'ZY-CO-02'],
    [20, 'ZY-SU-01', 'ZY-CL-01'],
  ],
  checkout: [[71, 'ZY-CO-03']],
  asking: [[9, 'ZY-SE-04', 'ZY-MA-03']],
  complaint: [
    [60, 'ZY-CL-02', 'ZY-SE-03'],
    [6, 'ZY-DE-03', 'ZY-MA-01'],
  ],
  expiringPoints: [
    [250, 'ZY-SE-01'],
    [188, 'ZY-MA-02', 'ZY-SU-01'],
    [131, 'ZY-SE-02'],
    [70, 'ZY-SE-03', 'ZY-CL-03'],
    [33, 'ZY-MA-01'],
  ],
  dayThree: [
    [55, 'ZY-CL-01', 'ZY-MA-03'],
    [3, 'ZY-SE-01'],
  ],
  longLook: [[31, 'ZY-SE-02', 'ZY-CL-02']],
  sleeping: [
    [402, 'ZY-DE-02'],
    [371, 'ZY-SE-01', 'ZY-SE-02'],
    [330, 'ZY-SE-01', 'ZY-MA-02'],
    [288, 'ZY-DE-01'],
    [247, 'ZY-SE-01', 'ZY-CO-03'],
    [185, 'ZY-SE-02', 'ZY-SU-02'],
  ],
  unpaid: [
    [121, 'ZY-SU-01'],
    [38, 'ZY-MA-03', 'ZY-SU-04'],
    [0, 'ZY-SU-02', 'ZY-CL-03'],
  ],
  advocate: [
    [340, 'ZY-SE-03', 'ZY-CL-01'],
    [281, 'ZY-CO-03', 'ZY-CO-01'],
    [203, 'ZY-SE-01'],
    [120, 'ZY-MA-02', 'ZY-MA-01'],
    [62, 'ZY-CO-04'],
    [15, 'ZY-SU-01', 'ZY-CO-02'],
  ],
  shared: [
    [141, 'ZY-SE-03'],
    [52, 'ZY-CL-01', 'ZY-SU-01'],
  ],
  foreign: [
    [75, 'ZY-MA-01'],
    [21, 'ZY-SU-01', 'ZY-CL-03'],
  ],
}
