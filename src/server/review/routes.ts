import type { FastifyInstance } from 'fastify'
import { endReviewTask, getReview } from '../../contract/review.ts'
import { type Gate, register } from '../http/register.ts'
import type { Reviews } from './service.ts'

export function reviewRoutes(app: FastifyInstance, gate: Gate, reviews: Reviews): void {
  register(app, gate, getReview, () => reviews.read())
  register(app, gate, endReviewTask, async ({ params, actor }) => ({
    task: await reviews.endTask(params.taskId, actor.userId),
  }))
}
