import type { AbuseTables } from './tables/abuse.ts'
import type { AuditTables } from './tables/audit.ts'
import type { CallbackTables } from './tables/callback.ts'
import type { CareTables } from './tables/care.ts'
import type { ContactTables } from './tables/contact.ts'
import type { ChannelTables } from './tables/channel.ts'
import type { CorpTagTables } from './tables/corp-tag.ts'
import type { CouponTable } from './tables/coupon.ts'
import type { CreditTable } from './tables/credit.ts'
import type { GroupTables } from './tables/group.ts'
import type { IdentityTables } from './tables/identity.ts'
import type { ImportUploadTables } from './tables/import-upload.ts'
import type { LearningTables } from './tables/learning.ts'
import type { LeaseTables } from './tables/lease.ts'
import type { OfferTables } from './tables/offer.ts'
import type { PrivacyTables } from './tables/privacy.ts'
import type { QuizTables } from './tables/quiz.ts'
import type { ReviewTables } from './tables/review.ts'
import type { RightsTables } from './tables/rights.ts'
import type { ScriptTable } from './tables/script.ts'
import type { StoreVersionTables } from './tables/store-version.ts'
import type { TestimonialTable } from './tables/testimonial.ts'
import type { WecomClientTables } from './tables/wecom-client.ts'

/**
 * Row types. Columns are snake_case in the database and camelCase here; ids are opaque text, instants epoch milliseconds,
 * money fen, booleans 0 or 1, `…Json` columns JSON text: the same on both engines.
 */
export interface Schema
  extends
    AbuseTables,
    AuditTables,
    CallbackTables,
    CareTables,
    ChannelTables,
    ContactTables,
    CorpTagTables,
    GroupTables,
    IdentityTables,
    ImportUploadTables,
    PrivacyTables,
    QuizTables,
    OfferTables,
    LearningTables,
    LeaseTables,
    ReviewTables,
    RightsTables,
    StoreVersionTables,
    WecomClientTables {
  setting: { key: string; valueJson: string; updatedAt: number }
  member: {
    userId: string
    name: string
    role: string
    /** The admin who set the role; null while it follows WeCom. */
    roleSetBy: string | null
    isActive: number
    departmentsJson: string
    sessionsValidFrom: number
    createdAt: number
    updatedAt: number
  }
  wecomCredential: { kind: string; value: string; expiresAt: number }
  oauthState: {
    stateHash: string
    browserHash: string
    purpose: string
    returnTo: string
    expiresAt: number
    usedAt: number | null
  }
  customer: CustomerTable
  follow: {
    customerId: string
    userId: string
    remark: string
    description: string
    followedAt: number
    addWay: number
    state: string
    isActive: number
    endedAt: number | null
    /** 'member' or 'customer' who deleted the other, 'transfer', or 'absent': WeCom lists it no more. */
    endedBy: string | null
    /** The latest add that an event told. */
    addedAt: number | null
    /** When WeCom last listed it. */
    seenAt: number | null
    updatedAt: number
  }
  customerTag: {
    tagId: string
    customerId: string
    /** The follower whose corp or personal tag it is; null for the store's own. */
    userId: string | null
    name: string
    source: string
    kind: string
    evidence: string
    confidence: number | null
    /** The store's rule that data and behaviour tags follow from. */
    ruleKey: string | null
    createdAt: number
    expiresAt: number | null
  }
  /** One row a weekly recalibration. */
  tagReport: { reportId: string; asOf: number; asOfDay: number; reportJson: string; createdAt: number }
  purchaseOrder: {
    orderId: string
    customerId: string
    advisorUserId: string | null
    status: string
    createdAt: number
    paidAt: number | null
    shippedAt: number | null
    deliveredAt: number | null
    orderedAt: number
    orderedDay: number
    itemsJson: string
    paidFen: number
    refundedFen: number
    shippingFen: number
    netFen: number
    couponCode: string | null
    rowHash: string
  }
  shopEvent: {
    eventId: string
    customerId: string
    type: string
    occurredAt: number
    sku: string | null
    category: string | null
    quantity: number | null
    durationMs: number | null
    device: string | null
    rowHash: string
  }
  product: {
    sku: string
    name: string
    category: string
    priceFen: number
    costFen: number | null
    stock: number | null
    imageUrl: string | null
    url: string | null
    partnerSkusJson: string
    replenishDays: number | null
    updatedAt: number
    rowHash: string
  }
  script: ScriptTable
  testimonial: TestimonialTable
  coupon: CouponTable
  couponEvent: {
    couponEventId: string
    couponId: string
    fromState: string | null
    toState: string
    actor: string
    reason: string
    at: number
  }
  ledgerEntry: {
    entryId: string
    couponId: string
    scope: string
    scopeId: string
    kind: string
    /** Signed: reserve +, release -, settle 0-sum against the reserve, reverse -. */
    amountFen: number
    at: number
  }
  budget: { scope: string; scopeId: string; period: string; limitFen: number }
  budgetUse: { scope: string; scopeId: string; periodKey: string; usedFen: number }
  touch: {
    touchId: string
    customerId: string
    userId: string
    contentType: string
    ruleId: string | null
    couponId: string | null
    startedAt: number
    lastBubbleAt: number
    bubbles: number
    isReply: number
    overrideKind: string | null
    overrideNote: string | null
  }
  touchBubble: {
    bubbleId: string
    touchId: string
    customerId: string
    userId: string
    scriptId: string | null
    couponId: string | null
    contentType: string
    isReply: number
    text: string
    via: string
    isEdited: number
    at: number
    /** The rule of the step that it carried out. */
    ruleId: string | null
  }
  orderCredit: CreditTable
  ltvModel: { version: string; asOfDay: number; modelJson: string; createdAt: number }
  rfmThresholds: { version: string; asOfDay: number; thresholdsJson: string; createdAt: number }
  apiKey: {
    keyId: string
    name: string
    keyHash: string
    scopesJson: string
    createdAt: number
    revokedAt: number | null
  }
  idempotency: {
    scope: string
    key: string
    bodyHash: string
    /** Sealed by http/answer-seal.ts; null while the first of them runs. */
    responseJson: string | null
    createdAt: number
  }
  /** One for each file content and mapping: how far its import has come, moved on in the transaction of each batch. */
  importRun: {
    runId: string
    kind: string
    fileName: string
    fileBytes: number
    /** Behind the last record stored, and the number of the line there. */
    byteOffset: number
    line: number
    accepted: number
    duplicates: number
    rejected: number
    rejectsFile: string | null
    /** Length of the rejects file that belongs to what is stored. */
    rejectsBytes: number
    startedAt: number
    updatedAt: number
    finishedAt: number | null
  }
}

interface CustomerTable {
  customerId: string
  externalUserId: string | null
  name: string
  avatar: string | null
  contactType: number
  /** The company of a contact who is a WeCom user (type 2). */
  corpName: string | null
  gender: number
  birthday: string | null
  memberTier: string | null
  points: number | null
  pointsExpireAt: number | null
  fieldsJson: string
  /** The hold-out and experiments hash this key; it survives merges. */
  assignmentKey: string
  optedOutAt: number | null
  firstFollowAt: number | null
  contactFetchedAt: number | null
  askingUntil: number | null
  askingAbout: string | null
  /** Raised first in every transaction that spends for this customer: the row lock of both engines. */
  lockVersion: number
  /** Purchase summary, kept by ingest: what the LTV model and the RFM score read. */
  orderCount: number
  purchaseDays: number
  firstPurchaseDay: number | null
  lastPurchaseDay: number | null
  lastOrderAt: number | null
  netSpendFen: number
  /** Net spend on purchase days after the first. */
  repeatSpendFen: number
  lastActivityAt: number | null
  /** When another was last merged into it; the merge can be undone for a while. */
  mergedAt: number | null
  /** Snapshot of the last recompute, for lists; a panel scores afresh. */
  ltvFen: number | null
  rfmSegment: string | null
  scoredVersion: string | null
  createdAt: number
  updatedAt: number
}
