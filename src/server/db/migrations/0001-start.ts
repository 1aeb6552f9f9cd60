import { type Kysely, sql } from 'kysely'

/** `text!` is not null, `#` the primary key; everything else may be null. */
const tables: Record<string, string> = {
  setting: 'key text #, valueJson text!, updatedAt bigint!',
  member:
    'userId text #, name text!, role text!, isActive integer!, departmentsJson text!, sessionsValidFrom bigint!, createdAt bigint!, updatedAt bigint!',
  wecomCredential: 'kind text #, value text!, expiresAt bigint!',
  oauthState:
    'stateHash text #, browserHash text!, purpose text!, returnTo text!, expiresAt bigint!, usedAt bigint',
  customer:
    'customerId text #, externalUserId text, name text!, avatar text, contactType integer!, gender integer!, birthday text, ' +
    'memberTier text, points bigint, pointsExpireAt bigint, fieldsJson text!, assignmentKey text!, optedOutAt bigint, ' +
    'firstFollowAt bigint, contactFetchedAt bigint, askingUntil bigint, askingAbout text, lockVersion bigint!, ' +
    'orderCount integer!, purchaseDays integer!, firstPurchaseDay integer, lastPurchaseDay integer, lastOrderAt bigint, ' +
    'netSpendFen bigint!, repeatSpendFen bigint!, lastActivityAt bigint, ltvFen bigint, rfmSegment text, scoredVersion text, ' +
    'createdAt bigint!, updatedAt bigint!',
  identity: 'kind text #, value text #, customerId text!, source text!, createdAt bigint!',
  identityMerge:
    'mergeId text #, keptCustomerId text!, mergedCustomerId text, kind text!, value text!, outcome text!, detailsJson text!, at bigint!',
  follow:
    'customerId text #, userId text #, remark text!, description text!, followedAt bigint!, addWay integer!, state text!, isActive integer!, updatedAt bigint!',
  customerTag:
    'tagId text #, customerId text!, userId text, name text!, source text!, kind text!, evidence text!, confidence double precision, ruleKey text, createdAt bigint!, expiresAt bigint',
  tagReport: 'reportId text #, asOf bigint!, asOfDay integer!, reportJson text!, createdAt bigint!',
  purchaseOrder:
    'orderId text #, customerId text!, advisorUserId text, status text!, createdAt bigint!, paidAt bigint, shippedAt bigint, ' +
    'deliveredAt bigint, orderedAt bigint!, orderedDay integer!, itemsJson text!, paidFen bigint!, refundedFen bigint!, ' +
    'shippingFen bigint!, netFen bigint!, couponCode text, rowHash text!',
  shopEvent:
    'eventId text #, customerId text!, type text!, occurredAt bigint!, sku text, category text, quantity integer, durationMs bigint, device text, rowHash text!',
  product:
    'sku text #, name text!, category text!, priceFen bigint!, costFen bigint, stock bigint, imageUrl text, url text, partnerSkusJson text!, replenishDays integer, updatedAt bigint!, rowHash text!',
  offer:
    'offerId text #, status text!, currentVersionId text!, sortOrder integer!, createdAt bigint!, updatedAt bigint!',
  offerVersion: 'offerVersionId text #, offerId text!, version integer!, termsJson text!, createdAt bigint!',
  offerException:
    'exceptionId text #, customerId text!, offerId text!, requestedBy text!, requestedAt bigint!, reason text!, costFen bigint!, capFen bigint!, ' +
    'status text!, decidedBy text, decidedAt bigint, expiresAt bigint!',
  script:
    'scriptId text #, title text!, step text!, stagesJson text!, objection text!, scene text!, contentType text!, body text!, status text!, sortOrder integer!, createdAt bigint!, variantOf text, weight integer',
  testimonial:
    'testimonialId text #, orderId text!, name text!, quote text!, category text, consentId text, withdrawnAt bigint, createdAt bigint!',
  quiz: 'quizId text #, status text!, currentVersionId text!, createdAt bigint!, updatedAt bigint!',
  quizVersion:
    'quizVersionId text #, quizId text!, version integer!, definitionJson text!, createdAt bigint!',
  quizLink:
    'quizLinkId text #, token text!, quizVersionId text!, customerId text!, issuedBy text!, overrideJson text, issuedAt bigint!, ' +
    'sentAt bigint, openedAt bigint, answeredAt bigint, voidedAt bigint, expiresAt bigint!, deviceHash text',
  quizAnswer: 'quizLinkId text #, question integer #, option integer!, at bigint!',
  coupon:
    'couponId text #, token text!, code text!, customerId text!, offerId text!, offerVersionId text!, issuedBy text!, state text!, ' +
    'headline text!, rewardsJson text!, costFen bigint!, ruleId text, decisionId text, capsJson text!, issuedAt bigint!, sentAt bigint, ' +
    'openedAt bigint, claimedAt bigint, redeemedAt bigint, refundedAt bigint, endedAt bigint, expiresAt bigint!, changedAt bigint!, ' +
    'orderId text, orderAmountFen bigint, discountFen bigint, benefit text, deviceHash text',
  couponEvent:
    'couponEventId text #, couponId text!, fromState text, toState text!, actor text!, reason text!, at bigint!',
  ledgerEntry:
    'entryId text #, couponId text!, scope text!, scopeId text!, kind text!, amountFen bigint!, at bigint!',
  budget: 'scope text #, scopeId text #, period text!, limitFen bigint!',
  budgetUse: 'scope text #, scopeId text #, periodKey text #, usedFen bigint!',
  touch:
    'touchId text #, customerId text!, userId text!, contentType text!, ruleId text, couponId text, startedAt bigint!, ' +
    'lastBubbleAt bigint!, bubbles integer!, isReply integer!, overrideKind text, overrideNote text',
  touchBubble:
    'bubbleId text #, touchId text!, customerId text!, userId text!, scriptId text, couponId text, contentType text!, isReply integer!, text text!, via text!, isEdited integer!, at bigint!',
  customerReply: 'replyId text #, customerId text!, userId text!, at bigint!',
  reminder:
    'reminderId text #, customerId text!, userId text!, at bigint!, note text!, createdAt bigint!, endedAt bigint, endedBy text, outcome text',
  orderCredit:
    'orderId text #, customerId text!, method text!, touchId text, couponId text, userId text!, creditedFen bigint!, orderedAt bigint!, ' +
    'windowDays integer!, computedAt bigint!',
  decision:
    'decisionId text #, customerId text!, localDay integer!, modelVersion text!, offersVersion text!, factsHash text!, factsJson text!, ' +
    'candidatesJson text!, refusalsJson text!, chosenOfferId text, mode text!, segment text!, propensity double precision!, createdAt bigint!',
  suggestionSuppression:
    'suppressionId text #, customerId text!, ruleId text!, kind text!, reason text!, note text!, userId text!, createdAt bigint!, until bigint!, endedAt bigint',
  enquiry:
    'enquiryId text #, customerId text!, about text!, startedAt bigint!, startedBy text!, closedAt bigint, closedBy text, outcome text',
  escalation:
    'escalationId text #, customerId text!, ruleId text!, enquiryStartedAt bigint!, note text!, at bigint!',
  ltvModel: 'version text #, asOfDay integer!, modelJson text!, createdAt bigint!',
  rfmThresholds: 'version text #, asOfDay integer!, thresholdsJson text!, createdAt bigint!',
  apiKey: 'keyId text #, name text!, keyHash text!, scopesJson text!, createdAt bigint!, revokedAt bigint',
  idempotency: 'scope text #, key text #, bodyHash text!, responseJson text, createdAt bigint!',
  importRun:
    'runId text #, kind text!, fileName text!, fileBytes bigint!, byteOffset bigint!, line bigint!, accepted bigint!, duplicates bigint!, ' +
    'rejected bigint!, rejectsFile text, rejectsBytes bigint!, startedAt bigint!, updatedAt bigint!, finishedAt bigint',
  audit:
    'auditId text #, at bigint!, actor text!, action text!, subjectKind text!, subjectId text!, detailsJson text!',
}

/** table: columns; a leading `!` makes it unique. */
const indexes: [table: string, columns: string[], isUnique?: true][] = [
  ['customer', ['externalUserId'], true],
  ['customer', ['assignmentKey']],
  ['identity', ['customerId']],
  ['follow', ['userId', 'isActive']],
  ['customerTag', ['customerId']],
  ['tagReport', ['asOfDay']],
  ['purchaseOrder', ['customerId', 'orderedAt']],
  ['purchaseOrder', ['orderedAt']],
  ['shopEvent', ['customerId', 'occurredAt']],
  ['offerVersion', ['offerId', 'version'], true],
  ['offerException', ['customerId', 'expiresAt']],
  ['quizVersion', ['quizId', 'version'], true],
  ['quizLink', ['token'], true],
  ['quizLink', ['customerId', 'issuedAt']],
  ['coupon', ['token'], true],
  ['coupon', ['code'], true],
  ['coupon', ['customerId', 'issuedAt']],
  ['coupon', ['orderId']],
  ['coupon', ['state', 'expiresAt']],
  ['couponEvent', ['couponId']],
  ['ledgerEntry', ['couponId']],
  ['ledgerEntry', ['scope', 'scopeId', 'at']],
  ['touch', ['customerId', 'startedAt']],
  ['touchBubble', ['customerId', 'at']],
  ['touchBubble', ['touchId']],
  ['touchBubble', ['scriptId', 'at']],
  ['customerReply', ['customerId', 'at']],
  ['reminder', ['customerId', 'at']],
  ['orderCredit', ['customerId']],
  ['orderCredit', ['orderedAt']],
  ['decision', ['customerId', 'localDay']],
  ['suggestionSuppression', ['customerId']],
  ['enquiry', ['customerId', 'startedAt']],
  ['enquiry', ['closedAt', 'startedAt']],
  ['escalation', ['customerId', 'ruleId', 'enquiryStartedAt'], true],
  ['apiKey', ['keyHash'], true],
  ['audit', ['subjectKind', 'subjectId']],
]

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const [table, columns] of Object.entries(tables)) {
    let create = db.schema.createTable(table)
    const keys: string[] = []
    for (const column of columns.split(', ')) {
      const [, name = '', type = '', mark = ''] = /^(\w+) ([a-z ]+?)(!| #)?$/.exec(column) ?? []
      if (mark === ' #') keys.push(name)
      create = create.addColumn(name, sql.raw(type), (c) => (mark === '' ? c : c.notNull()))
    }
    await create.addPrimaryKeyConstraint(`${table}Pk`, keys as never[]).execute()
  }
  for (const [table, columns, isUnique] of indexes) {
    const create = db.schema
      .createIndex(`${table}_${columns.join('_')}`)
      .on(table)
      .columns(columns)
    await (isUnique ? create.unique() : create).execute()
  }
}
