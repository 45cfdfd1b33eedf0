import { Analytics } from '@segment/analytics-node'

const { HOST, KEY, PERSON, VISITOR, WHEN } = process.env
const analytics = new Analytics({ writeKey: KEY, host: HOST, path: '/analytics/v1/batch' })
analytics.on('error', (error) => console.error(error))

const timestamp = new Date(WHEN)
const context = { sessionId: 'visit of ' + VISITOR, ip: '192.0.2.7', campaign: { name: 'spring', source: 'letter' } }
analytics.page({
  anonymousId: VISITOR,
  name: 'Ferns',
  properties: { url: 'https://shop.example/ferns?light=low', path: '/ferns', title: 'Ferns' },
  context,
  timestamp,
})
analytics.identify({ userId: PERSON, anonymousId: VISITOR, traits: { plan: 'garden' }, timestamp })
analytics.track({
  userId: PERSON,
  event: 'Order Completed',
  properties: { total: 39.7, products: [{ sku: 'boston-fern' }] },
  context,
  timestamp,
  messageId: 'order of ' + PERSON,
})
analytics.screen({ userId: PERSON, name: 'Account', timestamp })
analytics.group({ userId: PERSON, groupId: 'gardeners', traits: { members: 7 }, timestamp })
analytics.alias({ userId: PERSON, previousId: 'old ' + PERSON, timestamp })
for (let i = 0; i < 40; i++) {
  analytics.track({ userId: PERSON, event: 'watered', properties: { plant: i }, timestamp })
}
await analytics.closeAndFlush()
