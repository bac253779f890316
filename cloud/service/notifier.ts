/** Tells whoever waits in this process that something has changed. Only a hint: the store is the truth. */
export interface Notifier<T> {
  publish(topic: string, message: T): void;
  /** Calls `listener` for every message until the returned function is called. */
  subscribe(topic: string, listener: (message: T) => void): () => void;
  /** Number of subscribers of a topic. */
  count(topic: string): number;
}

/** A notifier within one process. */
export function createNotifier<T>(): Notifier<T> {
  const topics = new Map<string, Set<(message: T) => void>>();
  return {
    publish(topic, message) {
      for (const listener of [...(topics.get(topic) ?? [])]) listener(message);
    },
    subscribe(topic, listener) {
      const listeners = topics.get(topic) ?? new Set();
      topics.set(topic, listeners);
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0 && topics.get(topic) === listeners) topics.delete(topic);
      };
    },
    count: (topic) => topics.get(topic)?.size ?? 0,
  };
}
