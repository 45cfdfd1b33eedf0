import { PostHog } from 'posthog-node'

const { HOST, KEY, PERSON, VISITOR, WHEN } = process.env
const posthog = new PostHog(KEY, { host: HOST + '/analytics', flushAt: 20, fetchRetryDelay: 200 })
posthog.on('error', (error) => console.error(error))

const timestamp = new Date(WHEN)
posthog.capture({
  distinctId: VISITOR,
  event: '$pageview',
  properties: { $current_url: 'https://shop.example/ferns', $session_id: 'visit of ' + VISITOR },
  timestamp,
})
posthog.identify({ distinctId: PERSON, properties: { $set: { plan: 'garden' }, $set_once: { first: 'fern' }, $anon_distinct_id: VISITOR } })
posthog.capture({
  distinctId: PERSON,
  event: 'order_placed',
  properties: { total: 39.7, products: [{ sku: 'boston-fern' }], $session_id: 'visit of ' + VISITOR },
  timestamp,
})
posthog.alias({ distinctId: PERSON, alias: 'old ' + PERSON })
posthog.groupIdentify({ groupType: 'club', groupKey: 'gardeners', properties: { members: 7 }, distinctId: PERSON })
for (let i = 0; i < 40; i++) {
  posthog.capture({ distinctId: PERSON, event: 'watered', properties: { plant: i }, timestamp })
}
console.log('variant=' + (await posthog.getFeatureFlag('checkout-button', PERSON)))
await posthog.shutdown()
