/** Values that a property may have; what is not JSON is left out. */
export type PropertyValue = string | number | boolean | null | PropertyValue[] | { [key: string]: PropertyValue };

/** Facts about an event, or about a person, by key. */
export type Properties = { [key: string]: PropertyValue | undefined };

/** What the script tag says as `data-` attributes, for code that loads the tracker without such a tag. */
export interface Options {
  /** A write key: it may send events and nothing else. */
  key?: string;
  /** Where an anonymous id is kept. By default nowhere: the server recognises a visitor for a day. */
  persist?: "localStorage";
  /** The id of the person, where the page knows it. */
  user?: string;
  /** Who tracks page views: the tracker, the server (on load; the tracker what follows), or nobody. */
  pageViews?: "auto" | "server" | "off";
  /** Whether the fragment of the address makes another page. */
  hash?: boolean;
  /** Whether to track `outbound_click` for links to other hosts. */
  outbound?: boolean;
  /** Whether to track `file_download` for links to files. */
  downloads?: boolean;
}

/** A call that is made as soon as the tracker is there: `analytics.push(["track", "signed_up"])`. */
export type Call =
  | ["track", string, Properties?]
  | ["page", Properties?]
  | ["identify", string | number, Properties?]
  | ["reset"]
  | ["init", Options?];

/** The tracker. Nothing of it throws, waits, or, but for a variant, returns anything; events are sent in batches, soon. */
export interface Tracker {
  /** Begins, where the page has no script tag with a `data-key`. */
  init(options?: Options): void;
  /** Tracks an event. */
  track(name: string, properties?: Properties): void;
  /** Says who the person is from now on; the properties are the person's. */
  identify(userId: string | number, properties?: Properties): void;
  /** Tracks a page view. Happens by itself on load and when the path changes. */
  page(properties?: Properties): void;
  /**
   * The variant of an experiment, which counts as seen from now on. Where it cannot be told, after a failure too, it is
   * "control". The server is asked once a page.
   */
  variant(experiment: string): Promise<string>;
  /** Forgets who the person is, on logout. */
  reset(): void;
  /** Makes a call. Before the tracker has loaded, an array stands in: `window.analytics = window.analytics || []`. */
  push(call: Call): void;
}

declare const tracker: Tracker;
export default tracker;
export declare const init: Tracker["init"];
export declare const track: Tracker["track"];
export declare const identify: Tracker["identify"];
export declare const page: Tracker["page"];
export declare const variant: Tracker["variant"];
export declare const reset: Tracker["reset"];

declare global {
  interface Window {
    /** The tracker, always under this name. */
    waymark: Tracker;
    /** The tracker, or an array of calls until it is there; unless the page has another `analytics`. */
    analytics: Tracker | Call[];
    /** Tracks an event; unless the page has another function of that name. */
    trackEvent: Tracker["track"];
  }
}
