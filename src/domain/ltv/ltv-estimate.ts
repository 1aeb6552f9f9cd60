export type LtvConfidence = 'low' | 'medium' | 'high'

interface LtvParts {
  historyFen: number
  expectedFen: number
  totalFen: number
  modelVersion: string
}

/** `totalFen` = `historyFen` + `expectedFen`; `churnRisk` = 1 - `probabilityAlive`, both 0 to 1. */
export interface EstimatedLtv extends LtvParts {
  status: 'estimated'
  reason: null
  probabilityAlive: number
  expectedOrders12m: number
  expectedOrderValueFen: number
  churnRisk: number
  confidence: LtvConfidence
}

/** 数据不足: no forecast is made, `expectedFen` is 0 and `totalFen` is the history. */
export interface InsufficientLtv extends LtvParts {
  status: 'insufficient'
  reason: 'no-order' | 'few-purchases'
  probabilityAlive: null
  expectedOrders12m: null
  expectedOrderValueFen: null
  churnRisk: null
  confidence: 'low'
}

export type LtvEstimate = EstimatedLtv | InsufficientLtv
