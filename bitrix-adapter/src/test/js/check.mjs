// The vendor's own SDK, unmodified, against the simulator. Argument: the webhook. HTTPS is trusted by NODE_EXTRA_CA_CERTS.
import assert from 'node:assert/strict'
import { B24Hook } from '@bitrix24/b24jssdk'

const b24 = B24Hook.fromWebhookUrl(process.argv[2])
const call = (method, params = {}) => b24.actions.v2.call.make({ method, params })
let done = 0
const step = async (name, work) => { await work(); done++; console.log('ok ' + name) }

await step('add, get, update', async () => {
  const added = await call('crm.item.add', { entityTypeId: 2, fields: { title: 'SDK', opportunity: 5 } })
  const id = added.getData().result.item.id
  await call('crm.item.update', { entityTypeId: 2, id, fields: { stageId: 'PREPARATION' } })
  const item = (await call('crm.item.get', { entityTypeId: 2, id })).getData().result.item
  assert.equal(item.stageId, 'PREPARATION')
  assert.equal(item.title, 'SDK')
})
await step('batch', async () => {
  const calls = Array.from({ length: 30 }, (_, i) => ['crm.item.add', { entityTypeId: 2, fields: { title: 'B' + i } }])
  for (let round = 0; round < 4; round++) {
    const answer = await b24.actions.v2.batch.make({ calls, options: { isHaltOnError: true } })
    assert.ok(answer.isSuccess, answer.getErrorMessages().join())
    assert.equal(answer.getData().length, 30)
  }
})
await step('a list over several pages', async () => {
  const answer = await b24.actions.v2.callList.make({ method: 'crm.item.list', params: { entityTypeId: 2, select: ['id'] }, idKey: 'id', customKeyForResult: 'items' })
  assert.ok(answer.getData().length > 120)
  assert.equal(new Set(answer.getData().map(item => item.id)).size, answer.getData().length)
})
await step('errors keep their code', async () => {
  let code = ''
  try {
    const answer = await call('crm.item.get', { entityTypeId: 2, id: 999999 })
    code = [...answer.getErrors()].map(error => error.code).join()
  } catch (error) { code = error.code }
  assert.equal(code, 'NOT_FOUND')
})
await step('limits are kept', async () => {
  const answers = await Promise.all(Array.from({ length: 60 }, () => call('profile')))
  assert.ok(answers.every(answer => answer.isSuccess))
})
console.log(done + ' of 5')
b24.destroy?.()
process.exit(0)
